package keilog.tools.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;
import keilog.protocol.session.Chain;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.LapNews;
import keilog.protocol.topic.LapTally;
import keilog.protocol.topic.Live;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Transport;

/**
 * Plays recorded sessions to a broker in the order in which they were driven; sessions of one chain
 * are one drive and keep the distance they had. One thread.
 */
public final class Replay {
  /** Live messages a second of the session's time: what a logger sends by default. */
  static final int LIVE_HZ = 10;

  private static final long PERIOD_NANOS = 1_000_000_000L / LIVE_HZ;

  private final List<Chain> drives;
  private final Map<String, Path> files;
  private final Topics topics;
  private final Speed speed;

  /** Whether a name may be used that a running logger uses. */
  public enum Courtesy {
    ASK,
    FORCE
  }

  /** How it ended. */
  public sealed interface Outcome {
    /** All was sent; {@code damaged} sessions had parts that could not be read. */
    record Played(int sessions, long messages, int damaged) implements Outcome {}

    /** A running logger has this name. */
    record Taken(String name) implements Outcome {}
  }

  private Replay(List<Chain> drives, Map<String, Path> files, Topics topics, Speed speed) {
    this.drives = drives;
    this.files = files;
    this.topics = topics;
    this.speed = speed;
  }

  /**
   * Looks into the sessions.
   *
   * @param as the name to play under; without it, the first session's own
   * @throws IOException a file cannot be read
   * @throws IllegalArgumentException a file holds no session, or the name cannot be one
   */
  public static Replay open(List<Path> sessions, Optional<String> as, Speed speed)
      throws IOException {
    List<Schema> schemas = new ArrayList<>();
    Map<String, Path> files = new HashMap<>();
    for (Path file : sessions) {
      Schema schema =
          SessionReader.open(file)
              .schema()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "a session has a schema; this file has none that can be read: file="
                              + file));
      schemas.add(schema);
      files.put(schema.fileName(), file);
    }
    List<Chain> drives = Chain.of(schemas);
    String device = drives.getFirst().sessions().getFirst().device();
    return new Replay(drives, files, Topics.of(as.orElse(device)), speed);
  }

  /** Whom it plays. */
  public Topics topics() {
    return topics;
  }

  /**
   * Plays all to the end. The transport must subscribe to the name's status and meta.
   *
   * @throws IOException a file cannot be read
   * @throws BrokerAway the broker cannot be reached or refuses
   */
  public Outcome run(Transport transport, MonotonicClock clock, Courtesy courtesy)
      throws IOException, InterruptedException {
    Stage stage = new Stage(transport, clock, topics, speed);
    if (stage.isTaken() && courtesy == Courtesy.ASK) {
      return new Outcome.Taken(topics.car());
    }
    Player player = new Player(stage);
    int sessions = 0;
    int damaged = 0;
    try {
      for (Chain drive : drives) {
        boolean first = true;
        for (Schema schema : drive.sessions()) {
          player.begin(schema, !first);
          boolean whole = SessionReader.open(files.get(schema.fileName())).read(player).undamaged();
          player.end();
          first = false;
          sessions++;
          damaged += whole ? 0 : 1;
        }
      }
    } finally {
      if (transport.connected()) {
        stage.leave();
      }
    }
    return new Outcome.Played(sessions, player.messages, damaged);
  }

  /** From the reader to the stage. An interrupt is kept and ends the play at the next message. */
  private final class Player implements SessionVisitor {
    private final Stage stage;
    private final LiveMessages live = new LiveMessages(PERIOD_NANOS, this::play);
    private final RowOrder order = new RowOrder(live);
    private final ArrayDeque<LapNews> laps = new ArrayDeque<>();
    private LapTally tally = new LapTally();
    private Schema schema;
    private long dropped;
    private long messages;
    private boolean interrupted;

    private Player(Stage stage) {
      this.stage = stage;
    }

    private void begin(Schema announced, boolean sharesAxis) throws InterruptedException {
      schema = announced;
      if (!sharesAxis) {
        tally = new LapTally();
      }
      live.begin(announced.session());
      stage.begin(Announcement.meta(topics.car(), announced, LIVE_HZ, speed), sharesAxis);
    }

    private void end() throws InterruptedException {
      order.flush();
      live.flush();
      tell(Long.MAX_VALUE);
      if (interrupted) {
        throw new InterruptedException("replay stopped");
      }
    }

    @Override
    public void schema(Schema known) {
      schema = known;
    }

    @Override
    public void data(GroupBatch batch) {
      if (!interrupted) {
        order.add(batch);
      }
    }

    @Override
    public void clock(ClockTie tie) {
      live.clock(tie);
    }

    @Override
    public void event(Event event) {
      tally.hear(schema.session(), event).ifPresent(laps::addLast);
    }

    /** Laps and sectors that ended up to a time; their events come before the rows around them. */
    private void tell(long untilNanos) throws InterruptedException {
      while (!interrupted && !laps.isEmpty() && laps.getFirst().timeNanos() <= untilNanos) {
        stage.tell(laps.removeFirst());
      }
    }

    @Override
    public void dropout(Dropout dropout) {
      dropped += dropout.rows();
    }

    private void play(Live message) {
      if (interrupted) {
        return;
      }
      try {
        tell(message.timeNanos());
        stage.play(message, Announcement.status(topics.car(), schema, message, dropped));
        messages++;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
  }
}
