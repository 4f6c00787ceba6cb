package keilog.device.record;

import java.util.Optional;
import java.util.function.IntSupplier;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;

/** Gives the sessions of this run their ids and schemas. One thread. */
final class SessionNames {
  private final String device;
  private final String car;
  private final String bootId;
  private final int boot;
  private final String software;
  private final Optional<String> track;
  private final IntSupplier random;
  private int nextOrdinal;

  /**
   * @param firstOrdinal one more than the highest of this boot that is known
   * @param track id of the course, where the owner has named it
   * @param random bits that make an id unique even where the counter was lost
   */
  SessionNames(
      String device,
      String car,
      String bootId,
      int boot,
      int firstOrdinal,
      Optional<String> track,
      String software,
      IntSupplier random) {
    this.device = device;
    this.car = car;
    this.bootId = bootId;
    this.boot = boot;
    this.nextOrdinal = firstOrdinal;
    this.track = track;
    this.software = software;
    this.random = random;
  }

  int boot() {
    return boot;
  }

  SessionId next() {
    return new SessionId(boot, nextOrdinal++, random.getAsInt());
  }

  Schema schema(SessionId session, Edition edition, Optional<SessionId> continues) {
    return new Schema(
        edition.number(),
        session,
        device,
        car,
        bootId,
        continues.map(SessionId::toString),
        track,
        software,
        edition.groups());
  }
}
