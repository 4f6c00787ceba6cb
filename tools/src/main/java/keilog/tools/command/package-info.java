/**
 * The keilog command, one class per verb. Results to stdout, talk to stderr; exit 0 good, 1 the
 * answer is no, 2 wrong use.
 */
package keilog.tools.command;
