package keilog.protocol.car;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import keilog.protocol.toml.RefusedToml;

/**
 * Whatever an owner writes is a profile or is refused with file and line; nothing else is thrown.
 */
class CarProfileFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void anyText(byte[] bytes) {
    String toml = new String(bytes, StandardCharsets.UTF_8);
    try {
      CarProfileReader.read("mine.toml", toml).unknown();
    } catch (RefusedToml refused) {
      if (!refused.getMessage().startsWith("mine.toml:")) {
        throw new AssertionError(refused);
      }
    }
  }
}
