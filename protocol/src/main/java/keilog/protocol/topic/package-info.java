/**
 * The only place that spells an MQTT topic, and the payloads that are not blocks: records with JSON
 * out ({@code toJson}) and strict, bounded JSON in ({@code fromJson}). Whatever comes from a broker
 * is untrusted: anything that is too long, too deep, of another type or outside its range is a
 * {@link keilog.protocol.topic.PayloadException}; members a reader does not know are skipped, so
 * that a newer logger can talk to an older companion.
 *
 * <p>One topic is not below a car's own root: a collector's presence is {@code
 * keilog/pits/collector/<collector>}, one retained message for all cars. An MQTT connection has
 * only one last will, and a collector serves any number of cars. No car can be called {@code pits}.
 */
package keilog.protocol.topic;
