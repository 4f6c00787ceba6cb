/**
 * What the driver sees and presses: the recording LED. Hardware that is not there is an ordinary
 * day.
 */
package keilog.device.panel;
