package keilog.tools.collect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.protocol.session.BlockIndex;
import keilog.protocol.session.BlockRun;
import keilog.protocol.session.BlockSpot;
import keilog.protocol.session.NumberRange;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.Storage;
import keilog.protocol.session.Verification;
import keilog.protocol.topic.BlockRange;
import keilog.protocol.topic.KeptReceipt;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes sessions from a card or stick, with no broker: the intact blocks go the same way into the
 * pits' file as those of the network, so that one may finish what the other began.
 */
public final class CardCollector {
  private final Storage card;
  private final Storage pits;
  private final String collector;

  /**
   * What became of one file of the card.
   *
   * @param file its name
   * @param blocks intact ones on the card
   * @param added blocks that were new to the pits
   * @param lost numbers that are damaged on the card
   * @param complete whether the session is closed and the pits hold all of it
   * @param identical whether both files are the same, byte for byte
   * @param problem what went wrong, or what is odd; empty where all is well
   */
  public record Taken(
      String file,
      int blocks,
      int added,
      int lost,
      boolean complete,
      boolean identical,
      String problem) {

    /** One line for people. */
    public String toText() {
      String state = complete ? "complete" : "incomplete";
      return "%s %s: %d blocks, %d new%s"
          .formatted(state, file, blocks, added, problem.isEmpty() ? "" : "; " + problem);
    }

    /** One object for programs. */
    public String toJson() {
      return JsonMapper.shared()
          .createObjectNode()
          .put("file", file)
          .put("blocks", blocks)
          .put("added", added)
          .put("lost", lost)
          .put("complete", complete)
          .put("identical", identical)
          .put("problem", problem)
          .toString();
    }
  }

  public CardCollector(Storage card, Storage pits, String collector) {
    this.card = card;
    this.pits = pits;
    this.collector = collector;
  }

  /** Names of the session files on the card. */
  public List<String> files() throws IOException {
    return card.list().stream().filter(name -> SessionFile.parse(name).isPresent()).toList();
  }

  /** Verifies one file, copies what the pits lack, forces it and leaves the receipt beside it. */
  public Taken take(String name) throws IOException {
    SessionFile file = SessionFile.parse(name).orElseThrow();
    BlockIndex index = BlockIndex.over(card, name);
    index.finish(card.size(name));
    PitSession pit = PitSession.open(pits, file);
    int before = pit.receiptNext();
    pit.lost(index.lost().stream().map(CardCollector::range).toList());
    copy(index, pit, file);
    pit.force();
    pit.rest();
    boolean whole = index.ended() && pit.receiptNext() >= index.nextNumber();
    String sha256 = whole ? pit.sha256() : "";
    boolean identical = whole && sha256.equals(Verification.sha256(card, name));
    boolean complete = whole && (identical || !index.lost().isEmpty());
    KeptReceipt receipt =
        new KeptReceipt(
            file.session(),
            collector,
            pit.receiptNext(),
            pit.forcedBytes(),
            complete,
            complete ? Optional.of(sha256) : Optional.empty(),
            OptionalLong.of(System.currentTimeMillis()));
    KeptReceipts.write(pits, name, receipt);
    String problem = (problem(index, whole, identical) + leave(name, receipt)).strip();
    int added = Math.max(0, pit.receiptNext() - before);
    int lost = index.lost().stream().mapToInt(r -> r.last() - r.first() + 1).sum();
    return new Taken(name, index.spots().size(), added, lost, complete, identical, problem);
  }

  private static BlockRange range(NumberRange range) {
    return new BlockRange(range.first(), range.last());
  }

  private void copy(BlockIndex index, PitSession pit, SessionFile file) throws IOException {
    for (BlockSpot spot :
        index.spots().subList(index.from(pit.receiptNext()), index.spots().size())) {
      ByteBuffer block = ByteBuffer.allocate(spot.length());
      if (index.read(spot, block)
          && BlockRun.check(block.array(), file.session().random())
              instanceof BlockRun.Checked.Intact intact) {
        pit.offer(intact.run(), block.array());
      }
    }
  }

  private static String problem(BlockIndex index, boolean whole, boolean identical) {
    if (index.spots().isEmpty()) {
      return "no intact block";
    }
    if (!index.lost().isEmpty()) {
      return "damaged on the card: blocks " + index.lost();
    }
    if (!index.ended()) {
      return "not ended: the logger was cut off, or is still recording";
    }
    return whole && !identical ? "the file in the pits differs" : "";
  }

  /** The receipt on the card tells the logger that it may delete; a locked card is no error. */
  private String leave(String name, KeptReceipt receipt) {
    try {
      KeptReceipts.write(card, name, receipt);
      return "";
    } catch (IOException e) {
      return " no receipt could be left on the card (" + e.getMessage() + ")";
    }
  }
}
