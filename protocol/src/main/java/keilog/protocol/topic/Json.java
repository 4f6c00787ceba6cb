package keilog.protocol.topic;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of bounded size, depth and length; no number or text of a stranger can take memory. */
final class Json {
  /** A meta message of 512 channels stays well below. */
  static final int MOST_BYTES = 256 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MOST_BYTES)
                          .maxNestingDepth(8)
                          .maxTokenCount(50_000)
                          .maxNumberLength(40)
                          .maxStringLength(2_000)
                          .maxNameLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(ObjectNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  static Members parse(byte[] json) throws PayloadException {
    if (json.length == 0 || json.length > MOST_BYTES) {
      throw new PayloadException(
          "a payload has 1 to %d bytes: bytes=%d".formatted(MOST_BYTES, json.length));
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new PayloadException("a payload is one JSON object: problem=" + e.getOriginalMessage());
    }
    if (!(node instanceof ObjectNode object)) {
      throw new PayloadException("a payload is one JSON object: type=" + node.getNodeType());
    }
    return new Members("", object);
  }
}
