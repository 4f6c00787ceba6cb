/**
 * Files of other tools, read as a {@link keilog.tools.analysis.Recording}. Enters: a file that its
 * content tells, never its name. What is damaged within is skipped and counted; only a file that is
 * no such file at all is refused. Values keep the tool's own names unless the table of aliases says
 * that they measure what a channel of ours measures.
 */
package keilog.tools.exchange;
