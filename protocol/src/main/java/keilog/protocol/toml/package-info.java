/**
 * Strict reading of the TOML files that people write: cars and tracks. Whatever is wrong is told
 * with file and line; whatever nobody asked for is wrong.
 */
package keilog.protocol.toml;
