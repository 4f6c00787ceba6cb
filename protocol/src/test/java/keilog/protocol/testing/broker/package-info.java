/**
 * A scripted MQTT 5 broker over real sockets that does everything a broker should not: for tests of
 * both ends. It speaks the subset keilog uses, and is strict about what a client may do.
 */
package keilog.protocol.testing.broker;
