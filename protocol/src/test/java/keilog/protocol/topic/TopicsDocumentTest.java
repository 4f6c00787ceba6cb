package keilog.protocol.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.protocol.testing.Needs;
import org.junit.jupiter.api.Test;

/** Every sample of the specification is what the code reads and writes. */
class TopicsDocumentTest {
  private static final Pattern PIECE = Pattern.compile("(?ms)^## (\\w+)$|^```json\\n(.*?)^```$");

  @FunctionalInterface
  private interface Reader {
    byte[] again(byte[] json) throws PayloadException;
  }

  private static final Map<String, Reader> READERS =
      Map.of(
          "Status", json -> Status.fromJson(json).toJson(),
          "Meta", json -> Meta.fromJson(json).toJson(),
          "Live", json -> Live.fromJson(json).toJson(),
          "LapNews", json -> LapNews.fromJson(json).toJson(),
          "SessionHead", json -> SessionHead.fromJson(json).toJson(),
          "Receipt", json -> Receipt.fromJson(json).toJson(),
          "Presence", json -> Presence.fromJson(json).toJson(),
          "KeptReceipt", json -> KeptReceipt.fromJson(json).toJson());

  @Test
  void everySampleIsReadAndWrittenAsItStands() throws IOException, PayloadException {
    String page = Files.readString(Needs.root().resolve("protocol/TOPICS.md"));
    Set<String> read = new LinkedHashSet<>();
    String section = "";
    Matcher piece = PIECE.matcher(page);
    while (piece.find()) {
      if (piece.group(1) != null) {
        section = piece.group(1);
        continue;
      }
      String sample = piece.group(2).replaceAll("\\n *", "");
      byte[] again = READERS.get(section).again(sample.getBytes(StandardCharsets.UTF_8));
      assertEquals(plain(sample), plain(new String(again, StandardCharsets.UTF_8)), section);
      read.add(section);
    }
    assertEquals(READERS.keySet(), read.isEmpty() ? Set.of() : Set.copyOf(read));
    assertTrue(page.contains(Topics.collector("<collector>")));
  }

  /** 0 and 0.0 are one number. */
  private static String plain(String json) {
    return json.replaceAll("(\\d)\\.0(?=[,}])", "$1");
  }
}
