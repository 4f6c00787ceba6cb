/** The only place that spells an MQTT topic, and the payloads that are not blocks. */
package keilog.protocol.topic;
