/** Controls: rings with one fault each, which the same tests must find. */
package keilog.bench.stress.broken;
