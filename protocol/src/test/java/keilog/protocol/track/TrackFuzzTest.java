package keilog.protocol.track;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import keilog.protocol.toml.RefusedToml;

/** Whatever a user writes is tracks or is refused with file and line; nothing else is thrown. */
class TrackFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void anyText(byte[] bytes) throws IOException {
    String toml = new String(bytes, StandardCharsets.UTF_8);
    try {
      for (Track track : TrackReader.read("own.toml", toml, name -> "35,139\n", Set.of())) {
        TrackText.toml(track);
      }
    } catch (RefusedToml refused) {
      if (!refused.getMessage().matches("(?s)[^:]+:\\d+: .+")) {
        throw new AssertionError(refused);
      }
    }
  }
}
