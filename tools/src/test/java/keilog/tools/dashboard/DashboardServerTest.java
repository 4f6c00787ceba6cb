package keilog.tools.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DashboardServerTest {
  private static final int MOST_SCRIPT_BYTES = 180 * 1024;
  private static final DashboardSettings SETTINGS =
      new DashboardSettings(
          URI.create("wss://pits.local:8443/mqtt"), "az\"><1", Duration.ofSeconds(7));

  private static HttpClient http;
  private static DashboardServer server;

  @BeforeAll
  static void open() throws IOException {
    http = HttpClient.newHttpClient();
    server = DashboardServer.open(SETTINGS, "127.0.0.1", 0);
  }

  @AfterAll
  static void close() {
    server.close();
    server.close();
    http.close();
  }

  @Test
  void policyNamesTheBrokerAndNothingElse() throws Exception {
    String policy = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; "), policy);
    assertTrue(policy.contains("; connect-src wss://pits.local:8443; "), policy);
    assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    for (String path : List.of("/", "/nothing-here", "/favicon.svg")) {
      HttpResponse<byte[]> answer = get(path);
      assertEquals(
          policy, answer.headers().firstValue("Content-Security-Policy").orElseThrow(), path);
      assertEquals(
          "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow(), path);
    }
  }

  @Test
  void settingsEnterThePageAsText() throws Exception {
    String html = new String(get("/").body(), StandardCharsets.UTF_8);
    assertTrue(html.contains("content=\"wss://pits.local:8443/mqtt\""), html);
    assertTrue(html.contains("name=\"keilog-name\" content=\"az&quot;&gt;&lt;1\""), html);
    assertTrue(html.contains("name=\"keilog-keep-alive\" content=\"7\""), html);
  }

  @Test
  void everyFileThePageNamesIsServedAndNothingComesFromElsewhere() throws Exception {
    String html = new String(get("/").body(), StandardCharsets.UTF_8);
    List<String> named =
        Pattern.compile("(?:src|href)=\"\\.(/[^\"]+)\"")
            .matcher(html)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertTrue(named.size() >= 3, html);
    for (String path : named) {
      assertEquals(200, get(path).statusCode(), path);
    }
    assertFalse(html.contains("http://") || html.contains("https://"), html);
  }

  @Test
  void filesNamedByTheirContentAreKeptForEverAndThePageIsAskedForEachTime() throws Exception {
    assertEquals("no-cache", get("/").headers().firstValue("Cache-Control").orElseThrow());
    HttpResponse<byte[]> script = get(script());
    assertTrue(
        script.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"),
        script.headers().toString());
  }

  @Test
  void textIsSentPackedToWhoAsksForIt() throws Exception {
    HttpRequest request = request(script()).header("Accept-Encoding", "gzip").build();
    HttpResponse<byte[]> packed = http.send(request, BodyHandlers.ofByteArray());
    assertEquals("gzip", packed.headers().firstValue("Content-Encoding").orElseThrow());
    assertTrue(packed.body().length < get(script()).body().length / 2);
  }

  @Test
  void nothingOutsideThePageIsServed() throws Exception {
    for (String path :
        List.of(
            "/files.txt/", "/../logback.xml", "/%2e%2e/Page.class", "/Page.class", "/assets/")) {
      int status = get(path).statusCode();
      assertTrue(status == 404 || status == 400, path + " " + status);
    }
  }

  @Test
  void allScriptsTogetherStayBelow180KilobytesPacked() throws IOException {
    Page page = Page.read(SETTINGS);
    int bytes = page.scripts().stream().mapToInt(file -> file.packed().length).sum();
    System.out.println("dashboard scripts, packed: " + bytes + " bytes");
    assertTrue(bytes > 10_000 && bytes <= MOST_SCRIPT_BYTES, "bytes=" + bytes);
  }

  @Test
  void addressesABrowserCannotUseAreRefused() {
    for (String address :
        List.of(
            "mqtt://127.0.0.1:1883", "ws:///mqtt", "ws://u:p@host/mqtt", "ws://host/mqtt?a=b")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new DashboardSettings(URI.create(address), "", DashboardSettings.KEEP_ALIVE),
          address);
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new DashboardSettings(URI.create("ws://h/mqtt"), "a/b", DashboardSettings.KEEP_ALIVE));
  }

  @Test
  void aTakenPortIsSaidInWords() {
    IOException taken =
        assertThrows(
            IOException.class, () -> DashboardServer.open(SETTINGS, "127.0.0.1", server.port()));
    assertTrue(taken.getMessage().contains(":" + server.port()), taken.getMessage());
  }

  private static String script() throws Exception {
    String html = new String(get("/").body(), StandardCharsets.UTF_8);
    return Pattern.compile("src=\"\\.(/assets/[^\"]+\\.js)\"")
        .matcher(html)
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private static HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofByteArray());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }
}
