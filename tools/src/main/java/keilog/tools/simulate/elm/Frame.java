package keilog.tools.simulate.elm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One message on the bus.
 *
 * @param ecu who sent it
 * @param kind of message
 * @param bytes on CAN all eight, PCI first and padded (ISO 15765-2); on a K-line the message
 *     without header and checksum
 * @param used how many of them mean something, PCI included
 * @param total bytes of the whole answer
 */
record Frame(Ecu ecu, Kind kind, byte[] bytes, int used, int total) {
  enum Kind {
    SINGLE,
    FIRST,
    NEXT,
    K_LINE
  }

  /** An answer as the bus carries it. */
  static List<Frame> of(Bus bus, Ecu ecu, byte[] answer, int pad) {
    return bus.can() ? can(ecu, answer, pad) : kLine(ecu, answer);
  }

  private static List<Frame> can(Ecu ecu, byte[] answer, int pad) {
    int length = answer.length;
    if (length <= 7) {
      byte[] bytes = padded(pad);
      bytes[0] = (byte) length;
      System.arraycopy(answer, 0, bytes, 1, length);
      return List.of(new Frame(ecu, Kind.SINGLE, bytes, length + 1, length));
    }
    List<Frame> frames = new ArrayList<>();
    byte[] first = padded(pad);
    first[0] = (byte) (0x10 | length >>> 8);
    first[1] = (byte) length;
    System.arraycopy(answer, 0, first, 2, 6);
    frames.add(new Frame(ecu, Kind.FIRST, first, 8, length));
    for (int at = 6; at < length; at += 7) {
      byte[] next = padded(pad);
      int count = Math.min(7, length - at);
      next[0] = (byte) (0x20 | frames.size() & 0xf);
      System.arraycopy(answer, at, next, 1, count);
      frames.add(new Frame(ecu, Kind.NEXT, next, count + 1, length));
    }
    return frames;
  }

  /** Long answers come as messages of four bytes, numbered from 1 and filled up in front. */
  private static List<Frame> kLine(Ecu ecu, byte[] answer) {
    if (answer.length <= 7) {
      return List.of(message(ecu, answer));
    }
    byte[] body = Arrays.copyOfRange(answer, 3, answer.length);
    int lacking = (4 - body.length % 4) % 4;
    byte[] filled = new byte[body.length + lacking];
    System.arraycopy(body, 0, filled, lacking, body.length);
    List<Frame> frames = new ArrayList<>();
    for (int at = 0; at < filled.length; at += 4) {
      byte[] bytes = {
        answer[0],
        answer[1],
        (byte) (frames.size() + 1),
        filled[at],
        filled[at + 1],
        filled[at + 2],
        filled[at + 3]
      };
      frames.add(message(ecu, bytes));
    }
    return frames;
  }

  private static Frame message(Ecu ecu, byte[] bytes) {
    return new Frame(ecu, Kind.K_LINE, bytes, bytes.length, bytes.length);
  }

  private static byte[] padded(int pad) {
    byte[] bytes = new byte[8];
    Arrays.fill(bytes, (byte) pad);
    return bytes;
  }
}
