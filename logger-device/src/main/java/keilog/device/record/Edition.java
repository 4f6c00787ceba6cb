package keilog.device.record;

import java.util.List;
import java.util.Optional;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.GroupSpec;

/**
 * The groups of a stretch of DATA: what a SCHEMA block tells, without the session it is told in.
 *
 * @param number from 1, one more than the edition before
 * @param groups in ascending id
 */
record Edition(int number, List<GroupSpec> groups) {
  Edition {
    groups = List.copyOf(groups);
  }

  boolean has(int group) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).id() == group) {
        return true;
      }
    }
    return false;
  }

  /** A schema of no session: enough to encode and decode DATA. */
  Schema bareSchema() {
    SessionId none = new SessionId(1, 1, 0);
    return new Schema(number, none, "", "", "", Optional.empty(), Optional.empty(), "", groups);
  }
}
