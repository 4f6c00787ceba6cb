/**
 * The ring under jcstress: tests of ours that must pass, in {@code ours}, and controls with a known
 * fault that must fail, in {@code broken}. A harness that cannot see the faults proves nothing. Two
 * actors and an arbiter each: with fewer cores than actors jcstress runs nothing and reports no
 * failure.
 */
package keilog.bench.stress;
