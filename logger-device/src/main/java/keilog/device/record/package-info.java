/**
 * Rings → blocks → file: start and stop, forcing, room on the card. Runs on the recorder's thread,
 * the only one that writes a session.
 */
package keilog.device.record;
