/**
 * Whole-system tests: the real programs, each its own process, on real ports, killed without
 * warning.
 */
package keilog.tools.drive;
