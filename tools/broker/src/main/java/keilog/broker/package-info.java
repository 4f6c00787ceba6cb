/**
 * An embedded MQTT 5 broker (HiveMQ Community Edition) for the demo and the tests: loopback only,
 * everything in memory, no telemetry. A module of its own, so that its hundred megabytes of jars
 * are never on the class path of the logger or the companion.
 */
package keilog.broker;
