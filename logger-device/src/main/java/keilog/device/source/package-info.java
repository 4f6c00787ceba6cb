/**
 * What every source has in common: it runs on a thread of its own, asks one device, and offers rows
 * to its own ring. One package per way of asking a car.
 */
package keilog.device.source;
