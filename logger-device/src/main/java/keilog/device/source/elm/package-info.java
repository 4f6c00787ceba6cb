/**
 * An ELM327 or STN11xx adapter: set up, asked, repeated. Bytes of a link in, rows of OBD channels
 * out, on the source's own thread.
 */
package keilog.device.source.elm;
