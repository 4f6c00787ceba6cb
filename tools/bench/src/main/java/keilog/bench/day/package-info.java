/** How long the companion takes over a day and over one session, from the shell's point of view. */
package keilog.bench.day;
