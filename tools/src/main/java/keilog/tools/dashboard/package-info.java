/** Serves the page that shows a car live; the page itself listens to the broker. */
package keilog.tools.dashboard;
