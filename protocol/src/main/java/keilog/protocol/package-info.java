/**
 * What the car and the pits agree on: channels, blocks, session files, topics, cars and tracks.
 * Imports nothing of either end. Every type here is used by both the logger and the tools.
 */
package keilog.protocol;
