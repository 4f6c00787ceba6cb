/** Proof to the byte that recording allocates nothing once it is warm. */
package keilog.bench.allocation;
