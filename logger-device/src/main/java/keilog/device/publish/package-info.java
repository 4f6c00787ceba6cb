/**
 * Blocks out, receipts in; live view and status. Reads what the recorder has forced; never touches
 * a recording.
 */
package keilog.device.publish;
