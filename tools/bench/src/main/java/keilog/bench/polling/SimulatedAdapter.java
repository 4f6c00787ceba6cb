package keilog.bench.polling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulator in a process of its own, with an adapter on a pty. */
final class SimulatedAdapter implements AutoCloseable {
  private static final Pattern TIME = Pattern.compile("\"t\":(\\d+)");
  private static final Pattern SENT = Pattern.compile("\"sent\":([-0-9.eE]+)");

  private final Process process;
  private final Path truth;
  private final String port;

  private SimulatedAdapter(Process process, Path truth, String port) {
    this.process = process;
    this.truth = truth;
    this.port = port;
  }

  static SimulatedAdapter start(Setting setting, Path folder) throws IOException {
    Path truth = folder.resolve("truth-" + setting.label() + ".json");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "keilog.tools.command.Keilog",
                "simulate",
                "--elm=pty",
                "--adapter=" + setting.adapter(),
                "--baud=" + setting.baud(),
                "--ecu=" + setting.ecuMillis() + "ms",
                "--truth=" + truth)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("elm ")) {
        return new SimulatedAdapter(process, truth, line.substring(4).strip());
      }
    }
    process.destroy();
    throw new IOException("the simulator ended without an adapter: setting=" + setting);
  }

  String port() {
    return port;
  }

  /** Times and values at which the control unit read its engine speed; after {@link #close()}. */
  List<double[]> engineSpeedTruth() throws IOException {
    List<double[]> truths = new ArrayList<>();
    for (String line : Files.readAllLines(truth)) {
      if (line.contains("\"k\":\"obd\"") && line.contains("\"engine_speed\"")) {
        Matcher time = TIME.matcher(line);
        Matcher sent = SENT.matcher(line);
        if (time.find() && sent.find()) {
          truths.add(
              new double[] {Long.parseLong(time.group(1)), Double.parseDouble(sent.group(1))});
        }
      }
    }
    return truths;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
