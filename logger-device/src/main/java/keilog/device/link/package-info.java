/**
 * Bytes in and out: serial port, TCP socket, recorded transcript. A link is opened, used and closed
 * by the one thread of its source; it knows nothing of protocols.
 */
package keilog.device.link;
