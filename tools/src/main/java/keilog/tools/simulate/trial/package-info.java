/**
 * The lap timer on trial: a simulated drive is measured by imperfect receivers, timed from what
 * they say, and compared with the truth. No wires, no threads; equal settings give equal results.
 */
package keilog.tools.simulate.trial;
