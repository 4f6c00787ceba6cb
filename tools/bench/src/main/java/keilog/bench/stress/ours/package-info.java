/** Tests of the ring that must pass. */
package keilog.bench.stress.ours;
