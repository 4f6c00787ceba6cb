package keilog.bench.size;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;

/** A session of ours, read back as a recording. */
final class SessionRecording implements SessionVisitor {
  private final List<GroupSpec> groups = new ArrayList<>();
  private final List<Recording.Row> rows = new ArrayList<>();

  private SessionRecording() {}

  static Recording read(Path file) throws IOException {
    SessionRecording reading = new SessionRecording();
    SessionReader.open(file).read(reading);
    reading.rows.sort(Comparator.comparingLong(Recording.Row::timeNanos));
    return new Recording("session", reading.groups, reading.rows);
  }

  @Override
  public void schema(Schema schema) {
    for (GroupSpec group : schema.groups()) {
      if (groups.stream().noneMatch(g -> g.id() == group.id())) {
        groups.add(group);
      }
    }
  }

  @Override
  public void data(GroupBatch batch) {
    int group = 0;
    while (groups.get(group).id() != batch.group().id()) {
      group++;
    }
    for (int r = 0; r < batch.size(); r++) {
      long[] raws = new long[batch.group().channels().size()];
      for (int c = 0; c < raws.length; c++) {
        raws[c] = batch.raw(c, r);
      }
      rows.add(new Recording.Row(group, batch.timeNanos(r), batch.presence(r), raws));
    }
  }
}
