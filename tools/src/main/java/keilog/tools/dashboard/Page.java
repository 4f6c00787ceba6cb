package keilog.tools.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The built page, read whole from the jar at the start. Immutable; safe from any thread. */
final class Page {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2",
          "woff", "font/woff");

  private final Map<String, PageFile> files;

  private Page(Map<String, PageFile> files) {
    this.files = files;
  }

  /**
   * Reads the page and writes into its head which broker to listen to.
   *
   * @throws IllegalStateException the jar was built without the page
   */
  static Page read(DashboardSettings settings) throws IOException {
    Map<String, PageFile> files = new HashMap<>();
    for (String name : new String(bytes("files.txt"), StandardCharsets.UTF_8).split("\n")) {
      byte[] plain = bytes(name);
      if (name.equals("index.html")) {
        plain = withSettings(new String(plain, StandardCharsets.UTF_8), settings);
      }
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
      byte[] packed = type.startsWith("font/") ? null : pack(plain);
      files.put("/" + name, new PageFile(type, plain, packed, name.startsWith("assets/")));
    }
    files.put("/", files.get("/index.html"));
    return new Page(Map.copyOf(files));
  }

  /** The file of a request path. */
  Optional<PageFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** All scripts, whether the page loads them at once or later. */
  List<PageFile> scripts() {
    return files.entrySet().stream()
        .filter(file -> file.getKey().endsWith(".js"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static byte[] withSettings(String html, DashboardSettings settings) {
    return html.replace(
            "name=\"keilog-broker\" content=\"\"",
            "name=\"keilog-broker\" content=\"" + escaped(settings.broker().toString()) + "\"")
        .replace(
            "name=\"keilog-name\" content=\"\"",
            "name=\"keilog-name\" content=\"" + escaped(settings.name()) + "\"")
        .replace(
            "name=\"keilog-keep-alive\" content=\"\"",
            "name=\"keilog-keep-alive\" content=\"" + settings.keepAlive().toSeconds() + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the jar holds the built page: missing=%s; build with Node on the path"
                .formatted(name));
      }
      return in.readAllBytes();
    }
  }

  private static byte[] pack(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
