package keilog.tools.dashboard;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the page's files and nothing else; what the page shows comes from the broker. Every answer
 * carries a policy under which the browser runs only these files and talks only to that broker.
 */
public final class DashboardServer implements AutoCloseable {
  private final Javalin web;

  private DashboardServer(Javalin web) {
    this.web = web;
  }

  /**
   * Starts to serve.
   *
   * @param host the address to listen on; {@code 127.0.0.1} for this machine alone
   * @param port 0 takes a free one
   * @throws IOException the page cannot be read, or the port is taken
   */
  public static DashboardServer open(DashboardSettings settings, String host, int port)
      throws IOException {
    Page page = Page.read(settings);
    Map<String, String> headers = headers(settings);
    Javalin web =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = false;
              QueuedThreadPool threads = new QueuedThreadPool(12, 2);
              threads.setName("dashboard");
              config.jetty.threadPool = threads;
              config.jetty.host = host;
              config.routes.before(context -> headers.forEach(context::header));
              config.routes.get("/*", context -> answer(context, page));
              config.routes.get("/", context -> answer(context, page));
            });
    try {
      web.start(host, port);
    } catch (JavalinBindException e) {
      web.stop();
      throw new IOException(
          "the page's port is free on this machine: address=%s:%d is not; choose another one"
              .formatted(host, port),
          e);
    }
    return new DashboardServer(web);
  }

  /** The port it listens on. */
  public int port() {
    return web.port();
  }

  /** Ends the server; safe twice. */
  @Override
  public void close() {
    web.stop();
  }

  private static void answer(Context context, Page page) {
    Optional<PageFile> found = page.file(context.path());
    if (found.isEmpty()) {
      context.status(HttpStatus.NOT_FOUND).result("no such file");
      return;
    }
    PageFile file = found.get();
    context.header(
        "Cache-Control", file.unchanging() ? "public, max-age=31536000, immutable" : "no-cache");
    context.header("Vary", "Accept-Encoding");
    context.contentType(file.type());
    String accepted = context.header("Accept-Encoding");
    if (file.packed() != null && accepted != null && accepted.contains("gzip")) {
      context.header("Content-Encoding", "gzip");
      context.result(file.packed());
    } else {
      context.result(file.plain());
    }
  }

  private static Map<String, String> headers(DashboardSettings settings) {
    String policy =
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self'",
            "connect-src " + settings.brokerOrigin(),
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");
    return Map.of(
        "Content-Security-Policy", policy,
        "X-Content-Type-Options", "nosniff",
        "Referrer-Policy", "no-referrer",
        "Cross-Origin-Opener-Policy", "same-origin",
        "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  }
}
