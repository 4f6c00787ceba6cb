package keilog.tools.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.LapNews;
import keilog.protocol.topic.PayloadException;
import keilog.protocol.topic.Topics;
import keilog.protocol.track.Fix;
import keilog.protocol.track.FixColumns;
import keilog.protocol.track.LapEvents;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.TimedSector;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import keilog.protocol.transport.BrokerAddress;
import keilog.protocol.transport.MqttTransport;
import keilog.protocol.transport.TransportEvent;
import keilog.protocol.transport.TransportSettings;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.RecordingReader;
import keilog.tools.analysis.lap.Laps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real logger reads a simulated receiver while the car laps: what it told while driving is what
 * anybody finds in its file, to the nanosecond.
 */
class LiveLapsTest {
  private static final Topics TOPICS = Topics.of("az-1");

  @TempDir Path folder;

  /** What one file holds. */
  private static final class Content implements SessionVisitor {
    final List<Event> told = new ArrayList<>();
    final List<Fix> fixes = new ArrayList<>();

    @Override
    public void data(GroupBatch batch) {
      Optional<FixColumns> columns = FixColumns.of(batch.group());
      for (int row = 0; row < batch.size() && columns.isPresent(); row++) {
        Fix fix = new Fix();
        if (columns.get().read(batch, row, fix)) {
          fixes.add(fix);
        }
      }
    }

    @Override
    public void event(Event event) {
      if (event.kindId() == EventKind.LAP.id() || event.kindId() == EventKind.SECTOR.id()) {
        told.add(event);
      }
    }

    boolean holds(int laps, int sectors) {
      return count(EventKind.LAP) >= laps && count(EventKind.SECTOR) >= sectors;
    }

    private long count(EventKind kind) {
      return told.stream().filter(e -> e.kindId() == kind.id()).count();
    }
  }

  private static Content read(Path file) {
    Content content = new Content();
    try {
      SessionReader.open(file).read(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  /** Makes events of what a timer finds, as the logger does. */
  private static final class Finder implements LapListener {
    final List<Event> found = new ArrayList<>();
    private Track track;

    @Override
    public void layout(Track layout) {
      track = layout;
    }

    @Override
    public void sector(int lap, TimedSector sector) {
      found.add(LapEvents.sector(track, lap, sector));
    }

    @Override
    public void lap(TimedLap lap) {
      if (lap.kind() != TimedLap.Kind.IN) {
        found.add(LapEvents.lap(track, lap));
      }
    }
  }

  @Test
  void theFirstLineAndTheFirstSectorAreThoseOfTheFile() throws Exception {
    // At rest until the logger is up; a slower machine misses the first line and takes the next.
    List<String> simulated = List.of("--idle", "6s", "--start", "-60", "--driver", "machine");
    String track = "[laps]\ntrack = \"tsukuba-tc2000\"\n";
    Finder finder = new Finder();
    LapTimer timer = LapTimer.on(Tracks.find("tsukuba-tc2000").orElseThrow(), finder);
    List<LapNews> news = drive(simulated, track, 1, 1, Duration.ofSeconds(150), finder, timer);
    assertEquals(0, news.getFirst().lap());
    assertTrue(news.stream().anyMatch(n -> n.sector().isPresent()), news::toString);
  }

  @Test
  @Tag("fault")
  void lapsOnACourseThatHadToBeFoundAreThoseOfTheFile() throws Exception {
    Finder finder = new Finder();
    LapTimer timer = LapTimer.finding(Tracks.all(), finder);
    List<LapNews> news =
        drive(List.of("--start", "-100"), "", 4, 7, Duration.ofMinutes(8), finder, timer);
    assertEquals(
        List.of(0, 1, 2, 3),
        news.stream().filter(n -> n.sector().isEmpty()).map(LapNews::lap).toList());
    assertTrue(news.stream().anyMatch(n -> n.best() && n.sector().isEmpty()), news::toString);
  }

  /** Drives until so many laps and sectors are in the car's file; the news that were sent. */
  private List<LapNews> drive(
      List<String> simulated,
      String laps,
      int leastLaps,
      int leastSectors,
      Duration limit,
      Finder finder,
      LapTimer timer)
      throws IOException {
    List<LapNews> news = new ArrayList<>();
    long[] seen = {0};
    try (Drive drive =
            Drive.begin(folder, Brokers.quickest(), Drive.Wire.PTY, "always", simulated, laps);
        MqttTransport pits = listen(drive.port())) {
      Await.that(
          leastLaps + " laps and " + leastSectors + " sectors in the file",
          limit,
          () -> {
            hear(pits, news);
            long bytes = drive.bytes("car");
            boolean more = bytes > seen[0];
            seen[0] = bytes;
            return more
                && drive.files("car").stream()
                    .map(LiveLapsTest::read)
                    .anyMatch(c -> c.holds(leastLaps, leastSectors));
          },
          drive::talk);
      hear(pits, news);
      assertEquals(0, drive.logger().terminate(), drive::talk);
      hear(pits, news);
      List<Path> files = drive.files("car");
      assertEquals(1, files.size(), files::toString);
      assertSame(files.getFirst(), finder, timer, news);
    }
    return news;
  }

  private static void assertSame(Path file, Finder finder, LapTimer timer, List<LapNews> news)
      throws IOException {
    Content content = read(file);
    content.fixes.forEach(timer::fix);
    timer.end();
    assertFalse(content.told.isEmpty());
    assertEquals(finder.found, content.told);

    Recording recording = RecordingReader.read(List.of(file));
    Laps analysed = Laps.of(recording, Tracks.all(), Optional.empty());
    assertEquals(List.of(), analysed.live().differences());
    System.out.printf(
        "live laps: %d fixes, %d events, %d of %d timed laps found again, %d messages%n",
        content.fixes.size(),
        content.told.size(),
        analysed.live().equal(),
        analysed.live().recorded(),
        news.size());
    // What the very end of the session still told may have come after the broker was left.
    assertEquals(
        content.told.stream().map(LiveLapsTest::name).toList().subList(0, news.size()),
        news.stream().map(n -> n.lap() + "." + n.sector().orElse(0)).toList());
  }

  private static String name(Event event) {
    return event.whole(EventField.LAP).orElseThrow()
        + "."
        + event.whole(EventField.SECTOR).orElse(0);
  }

  private static MqttTransport listen(int port) {
    return MqttTransport.open(
        new TransportSettings(
            BrokerAddress.parse("mqtt://127.0.0.1:" + port),
            "pits-of-the-test",
            Optional.empty(),
            List.of(TOPICS.lap()),
            16,
            15,
            64 * 1024),
        MonotonicClock.SYSTEM);
  }

  private static void hear(MqttTransport pits, List<LapNews> news) {
    try {
      pits.step(System.nanoTime());
      for (TransportEvent event = pits.poll(0); event != null; event = pits.poll(0)) {
        if (event instanceof TransportEvent.Arrived(String _, byte[] payload, boolean _)) {
          news.add(LapNews.fromJson(payload));
        }
      }
    } catch (PayloadException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
