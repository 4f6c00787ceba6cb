/** Blocks in from a broker or a card, forced to the pits' own files, receipts out. */
package keilog.tools.collect;
