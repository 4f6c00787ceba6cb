/** Benchmarks and stress tests, run by hand: ring, codec sizes, OBD polling. */
package keilog.bench;
