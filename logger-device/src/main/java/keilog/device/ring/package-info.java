/**
 * The lock-free ring: one producer (a source's thread), one lossless consumer (the recorder), any
 * number of lossy observers. Imports nothing of the logger.
 */
package keilog.device.ring;
