package keilog.tools.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import keilog.broker.EmbeddedBroker;
import keilog.protocol.testing.Needs;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The page in a real browser, under the policy it is shipped with. The scenes are in {@code
 * src/main/web/test/browser.test.mjs}, which tells line by line how each went.
 */
class DashboardBrowserTest {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

  @TestFactory
  List<DynamicTest> scenes() throws Exception {
    Needs.program("chromium", "chromium", "chromium-browser", "google-chrome");
    Path node = Needs.program("nodejs", "node");
    Path web = Needs.root().resolve("tools/src/main/web").toAbsolutePath();
    List<DynamicTest> scenes = new ArrayList<>();
    Process browser =
        new ProcessBuilder(node.toString(), "test/browser.test.mjs")
            .directory(web.toFile())
            .redirectErrorStream(true)
            .start();
    try (EmbeddedBroker real = EmbeddedBroker.start(0, 0);
        BufferedReader lines = browser.inputReader(StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      if (first == null || !first.startsWith("broker ")) {
        return fail("the scenes begin with their broker's address: " + first);
      }
      try (DashboardServer page = serve(URI.create(first.substring("broker ".length())));
          DashboardServer realPage = serve(real.webSocket())) {
        String told =
            "page=http://127.0.0.1:%d/ real=http://127.0.0.1:%d/ broker=%s%n"
                .formatted(page.port(), realPage.port(), real.webSocket());
        browser.getOutputStream().write(told.getBytes(StandardCharsets.UTF_8));
        browser.getOutputStream().flush();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          take(line, scenes);
        }
      }
      scenes.add(DynamicTest.dynamicTest("scenesEndByThemselves", () -> ended(browser)));
    } finally {
      browser.destroyForcibly();
    }
    assertFalse(scenes.size() < 10, "scenes that ran: " + scenes.size());
    return scenes;
  }

  private static DashboardServer serve(URI broker) throws IOException {
    return DashboardServer.open(new DashboardSettings(broker, "", KEEP_ALIVE), "127.0.0.1", 0);
  }

  private static void take(String line, List<DynamicTest> scenes) {
    if (line.startsWith("not ok ")) {
      String name = line.substring("not ok ".length(), line.indexOf(':'));
      scenes.add(DynamicTest.dynamicTest(name, () -> fail(line)));
    } else if (line.startsWith("ok ")) {
      scenes.add(DynamicTest.dynamicTest(line.split(" ")[1], () -> {}));
    } else {
      System.out.println("dashboard in Chromium: " + line);
    }
  }

  private static void ended(Process browser) throws InterruptedException {
    assertEquals(true, browser.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, browser.exitValue());
  }
}
