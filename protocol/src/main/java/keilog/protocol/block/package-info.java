/**
 * The bytes of one block, as protocol/FORMAT.md specifies them: frame, SCHEMA, DATA, EVENT, CLOCK,
 * RAW, DROPOUT, END; encoder and decoder side by side. Knows nothing of files, threads or MQTT.
 * Decoders never trust a length before its check and never throw on damaged bytes other than a
 * named, checked failure.
 */
package keilog.protocol.block;
