/**
 * Our ring beside the rings of others: publish and drain on one thread, the only figure that two
 * shared cores repeat.
 */
package keilog.bench.ring;
