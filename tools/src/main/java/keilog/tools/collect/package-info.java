/**
 * Blocks in from a broker or a card, forced to the pits' own files, receipts out. A file in the
 * pits is the car's file, byte for byte: checked blocks one after another, and never an END of our
 * own making.
 *
 * <p>One thread. A receipt is said only of what was forced; everything from the network is checked
 * before it touches a file; what cannot be written now is dropped and comes again, because no
 * receipt was given for it.
 */
package keilog.tools.collect;
