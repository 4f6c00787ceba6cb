package keilog.protocol.topic;

import keilog.protocol.block.SessionId;

/** What a topic says, as {@link Topics#parse} reads it. {@code car} is the logger's name. */
public sealed interface Topic {
  record Status(String car) implements Topic {}

  record Meta(String car) implements Topic {}

  record Live(String car) implements Topic {}

  record Metric(String car, String channel) implements Topic {}

  record Lap(String car) implements Topic {}

  record Alert(String car) implements Topic {}

  record Head(String car, SessionId session) implements Topic {}

  record Blocks(String car, SessionId session) implements Topic {}

  record Receipt(String car, SessionId session, String collector) implements Topic {}

  record Collector(String collector) implements Topic {}
}
