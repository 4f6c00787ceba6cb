package keilog.protocol.block;

import java.util.List;
import java.util.Optional;
import keilog.protocol.channel.GroupSpec;

/**
 * Everything a reader needs to know of a session.
 *
 * @param number from 1; a change of groups within a session has the next number, and a DATA payload
 *     names the one it follows
 * @param session whose schema
 * @param device name of the car's logger: topic root, file prefix, client id
 * @param car id of the car's profile
 * @param bootId the kernel's boot id: two sessions with the same one share the monotonic axis;
 *     empty where unknown
 * @param continues text of the session this one goes on with after a kill, if any
 * @param track id of the track, if known
 * @param software name and version of the writer
 * @param groups in ascending id
 */
public record Schema(
    int number,
    SessionId session,
    String device,
    String car,
    String bootId,
    Optional<String> continues,
    Optional<String> track,
    String software,
    List<GroupSpec> groups) {

  public Schema {
    groups = List.copyOf(groups);
  }

  /** The file the session lives in: {@code az-1-000012-01-8f3a2c10.keilog}. */
  public String fileName() {
    return device + "-" + session + ".keilog";
  }
}
