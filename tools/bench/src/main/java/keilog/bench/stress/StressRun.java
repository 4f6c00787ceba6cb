package keilog.bench.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of jcstress, in a process of its own, over one test in all its configurations. */
record StressRun(int planned, int passed, int failed, int errors) {
  private static final Pattern RESULTS =
      Pattern.compile(
          "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard"
              + " errs\\)");

  static StressRun of(Class<?> test, Path folder) throws IOException, InterruptedException {
    Path output = folder.resolve(test.getSimpleName() + ".txt");
    Process harness =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    absolute(System.getProperty("java.class.path")),
                    "org.openjdk.jcstress.Main",
                    "-m",
                    "quick",
                    "-t",
                    test.getName(),
                    "-r",
                    folder.resolve(test.getSimpleName()).toAbsolutePath().toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    harness.waitFor();
    return last(Files.readString(output));
  }

  /** The last count that the harness printed; all 0 where it printed none. */
  static StressRun last(String output) {
    StressRun last = new StressRun(0, 0, 0, 0);
    Matcher m = RESULTS.matcher(output);
    while (m.find()) {
      last =
          new StressRun(
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(2)),
              Integer.parseInt(m.group(3)),
              Integer.parseInt(m.group(4)) + Integer.parseInt(m.group(5)));
    }
    return last;
  }

  private static String absolute(String classPath) {
    return String.join(
        System.getProperty("path.separator"),
        Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
            .splitAsStream(classPath)
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}
