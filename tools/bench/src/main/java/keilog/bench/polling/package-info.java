/**
 * OBD polling against a paced adapter: the real source on a pty of the simulator, which is another
 * process. What is measured is what the host adds to the time that adapter and wire need.
 */
package keilog.bench.polling;
