package keilog.protocol.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.RawBytes;
import keilog.protocol.block.Schema;

/** Keeps everything a reader hands on. */
final class Heard implements SessionVisitor {
  final List<Drive.Sample> samples = new ArrayList<>();
  final List<Schema> schemas = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final List<ClockTie> clocks = new ArrayList<>();
  final List<Dropout> dropouts = new ArrayList<>();
  final List<RawBytes> raws = new ArrayList<>();
  final List<End> ends = new ArrayList<>();
  final List<Damage> damages = new ArrayList<>();
  ReadReport report;

  /** Reads bytes as a file. */
  static Heard of(byte[] bytes) {
    return of(SessionReader.of(bytes));
  }

  static Heard of(Storage storage, String name) {
    return of(SessionReader.over(storage, name));
  }

  private static Heard of(SessionReader reader) {
    Heard heard = new Heard();
    try {
      heard.report = reader.read(heard);
    } catch (IOException e) {
      throw new AssertionError("a reader never fails for what the bytes are", e);
    }
    return heard;
  }

  /** In one order, since a payload keeps the order within a group only. */
  static List<Drive.Sample> sorted(List<Drive.Sample> samples) {
    return samples.stream()
        .sorted(
            Comparator.comparingLong(Drive.Sample::timeNanos)
                .thenComparingInt(Drive.Sample::group)
                .thenComparingInt(Drive.Sample::column))
        .toList();
  }

  @Override
  public void schema(Schema schema) {
    schemas.add(schema);
  }

  @Override
  public void data(GroupBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      for (int column = 0; column < batch.group().channels().size(); column++) {
        if (batch.present(column, row)) {
          samples.add(
              new Drive.Sample(
                  batch.group().id(), batch.timeNanos(row), column, batch.raw(column, row)));
        }
      }
    }
  }

  @Override
  public void event(Event event) {
    events.add(event);
  }

  @Override
  public void clock(ClockTie tie) {
    clocks.add(tie);
  }

  @Override
  public void dropout(Dropout dropout) {
    dropouts.add(dropout);
  }

  @Override
  public void raw(RawBytes raw) {
    raws.add(raw);
  }

  @Override
  public void end(End end) {
    ends.add(end);
  }

  @Override
  public void damage(Damage damage) {
    damages.add(damage);
  }
}
