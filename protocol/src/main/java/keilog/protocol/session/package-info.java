/**
 * A session file: blocks one after another, numbered from 0, no header and no footer. Writer,
 * reader, recovery of what a power cut left, verification, and chains of sessions that continue
 * each other. Files are touched only through {@link keilog.protocol.session.Storage}, so that every
 * failure of a card can be rehearsed.
 */
package keilog.protocol.session;
