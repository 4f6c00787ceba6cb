/** The companion in the pits. */
package keilog.tools;
