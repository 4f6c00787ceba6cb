/** A recorded session out to a broker with its original spacing, marked as replay. */
package keilog.tools.replay;
