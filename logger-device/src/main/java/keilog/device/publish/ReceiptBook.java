package keilog.device.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import keilog.device.record.DeletionPermit;
import keilog.protocol.block.SessionId;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.Storage;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.PayloadException;
import keilog.protocol.topic.Receipt;
import keilog.protocol.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the keepers hold, on the logger's own disk: a session may be deleted with no broker in
 * reach. One line per keeper and session, {@code pit-laptop {"session":…,"next":…}}; the file is
 * replaced as a whole. Asked from the recorder's thread, written by the publisher's.
 */
final class ReceiptBook implements DeletionPermit {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptBook.class);
  private static final String FILE = "receipts";
  private static final String DRAFT = "receipts.part";
  private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_KEPT_BYTES = 4096;

  private final Storage storage;
  private final Set<String> keepers;
  private final Map<SessionId, Map<String, Integer>> nextBySession = new ConcurrentHashMap<>();
  private boolean dirty;
  private long savedNanos = Long.MIN_VALUE;

  private ReceiptBook(Storage storage, Set<String> keepers) {
    this.storage = storage;
    this.keepers = Set.copyOf(keepers);
  }

  /** Reads what was kept; lines that are damaged or of others than keepers are left out. */
  static ReceiptBook open(Storage storage, Set<String> keepers) {
    ReceiptBook book = new ReceiptBook(storage, keepers);
    try {
      text(storage, FILE, MOST_BYTES).lines().forEach(book::readLine);
    } catch (IOException e) {
      LOG.warn("the kept receipts cannot be read: problem={}", e.toString());
    }
    return book;
  }

  /**
   * Takes in what a keeper left beside the session files when it took them from this card: only
   * receipts for whole sessions.
   */
  void takeIn(Storage sessions) {
    try {
      for (String name : sessions.list()) {
        if (name.endsWith(SessionFile.SUFFIX + KeptReceipt.SUFFIX)) {
          takeIn(text(sessions, name, MOST_KEPT_BYTES));
        }
      }
    } catch (IOException e) {
      LOG.debug("the card's receipts cannot be read: problem={}", e.toString());
    }
  }

  private void takeIn(String json) {
    try {
      KeptReceipt receipt = KeptReceipt.fromJson(json.getBytes(StandardCharsets.UTF_8));
      if (receipt.complete() && receipt.next() > most(receipt.session())) {
        heard(receipt.collector(), receipt.session(), receipt.next());
      }
    } catch (PayloadException e) {
      LOG.debug("a receipt on the card is damaged and does not count: {}", e.getMessage());
    }
  }

  private static String text(Storage storage, String name, int mostBytes) throws IOException {
    long size = storage.size(name);
    if (size <= 0 || size > mostBytes) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    while (bytes.hasRemaining() && storage.read(name, bytes.position(), bytes) > 0) {
      // Until all is there or the file ends.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private void readLine(String line) {
    int space = line.indexOf(' ');
    if (space > 0 && keepers.contains(line.substring(0, space))) {
      try {
        Receipt receipt =
            Receipt.fromJson(line.substring(space + 1).getBytes(StandardCharsets.UTF_8));
        note(line.substring(0, space), receipt.session(), receipt.next());
      } catch (PayloadException e) {
        LOG.warn("a kept receipt is damaged and does not count: line={}", line);
      }
    }
  }

  private boolean note(String keeper, SessionId session, int next) {
    Integer before =
        nextBySession.computeIfAbsent(session, id -> new ConcurrentHashMap<>()).put(keeper, next);
    return before == null || before != next;
  }

  /**
   * Takes a receipt in; one that is lower than before counts, since the keeper may have lost it.
   */
  void heard(String collector, SessionId session, int next) {
    if (keepers.contains(collector) && Topics.isName(collector)) {
      dirty |= note(collector, session, next);
    }
  }

  @Override
  public boolean heldInFull(SessionId session, int blocks) {
    return most(session) >= blocks;
  }

  /** The highest {@code next} any keeper has given. */
  int most(SessionId session) {
    return Optional.ofNullable(nextBySession.get(session)).stream()
        .flatMap(byKeeper -> byKeeper.values().stream())
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  /** Forgets sessions that are gone. */
  void forgetAllBut(Set<SessionId> sessions) {
    dirty |= nextBySession.keySet().retainAll(sessions);
  }

  /** Writes the file where something changed, every 10 s at most. */
  void step(long nowNanos) {
    if (dirty && (savedNanos == Long.MIN_VALUE || nowNanos - savedNanos > SAVE_NANOS)) {
      savedNanos = nowNanos;
      save();
    }
  }

  /** Writes the file where something changed. A card that takes nothing costs only this copy. */
  void save() {
    if (!dirty) {
      return;
    }
    try {
      storage.delete(DRAFT);
      try (Storage.Output output = storage.create(DRAFT)) {
        output.write(ByteBuffer.wrap(lines()));
        output.force();
      }
      storage.rename(DRAFT, FILE);
      storage.forceDirectory();
      dirty = false;
    } catch (IOException e) {
      LOG.debug("receipts not kept on disk: problem={}", e.toString());
    }
  }

  private byte[] lines() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    nextBySession.forEach(
        (session, byKeeper) ->
            byKeeper.forEach(
                (keeper, next) -> {
                  lines.writeBytes((keeper + " ").getBytes(StandardCharsets.UTF_8));
                  lines.writeBytes(new Receipt(session, next, OptionalLong.empty()).toJson());
                  lines.write('\n');
                }));
    return lines.toByteArray();
  }
}
