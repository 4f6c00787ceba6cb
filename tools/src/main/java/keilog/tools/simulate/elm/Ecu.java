package keilog.tools.simulate.elm;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import keilog.tools.simulate.drive.CarState;

/**
 * One control unit: a request's bytes in, an answer's bytes out, or none.
 *
 * @param address its number on the bus: 0x10 engine, 0x18 gearbox
 * @param canId 11-bit id of its answers
 * @param pids of service 01
 * @param severalPids whether one request may ask for more than one
 */
record Ecu(int address, int canId, List<LivePid> pids, boolean severalPids) {
  private static final String VIN = "KEILOGSIMULATED01";

  static Ecu engine(boolean severalPids) {
    return new Ecu(0x10, 0x7E8, List.of(LivePid.values()), severalPids);
  }

  static Ecu gearbox(boolean severalPids) {
    return new Ecu(0x18, 0x7E9, List.of(LivePid.COOLANT, LivePid.SPEED_OF_CAR), severalPids);
  }

  Optional<byte[]> answer(byte[] request, CarState car, long nanos, SampleLog log) {
    if (request.length == 0) {
      return Optional.empty();
    }
    return switch (request[0]) {
      case 0x01 -> live(request, car, nanos, log);
      case 0x03, 0x07 ->
          address == 0x10
              ? Optional.of(new byte[] {(byte) (request[0] + 0x40), 0})
              : Optional.empty();
      case 0x09 -> address == 0x10 ? identity(request) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<byte[]> live(byte[] request, CarState car, long nanos, SampleLog log) {
    int count = request.length - 1;
    if (count < 1 || count > 6 || count > 1 && !severalPids) {
      return Optional.empty();
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(0x41);
    for (int i = 1; i <= count; i++) {
      append(answer, request[i] & 0xff, car, nanos, log);
    }
    return answer.size() > 1 ? Optional.of(answer.toByteArray()) : Optional.empty();
  }

  private void append(
      ByteArrayOutputStream answer, int pid, CarState car, long nanos, SampleLog log) {
    if (pid % 0x20 == 0) {
      long bitmap = bitmap(pid);
      if (pid == 0 || bitmap != 0) {
        answer.write(pid);
        write(answer, bitmap, 4);
      }
    } else if (pid == 0x01) {
      answer.write(pid);
      write(answer, 0x00_07_61_00L, 4);
    } else {
      LivePid.find(pid)
          .filter(pids::contains)
          .ifPresent(
              live -> {
                double truth = live.truth(car);
                int raw = live.raw(truth);
                answer.write(pid);
                write(answer, raw, live.bytes());
                log.sampled(
                    "%03X".formatted(canId),
                    pid,
                    live.channel(),
                    car,
                    nanos,
                    truth,
                    live.value(raw));
              });
    }
  }

  /** Bit 31 is the PID after the page's, bit 0 the next page. */
  private long bitmap(int page) {
    long bits = page == 0 && address == 0x10 ? 1L << 31 : 0;
    for (LivePid live : pids) {
      int place = live.pid() - page;
      if (place >= 1 && place < 0x20) {
        bits |= 1L << (32 - place);
      } else if (place > 0x20) {
        bits |= 1;
      }
    }
    return bits;
  }

  private static Optional<byte[]> identity(byte[] request) {
    if (request.length != 2) {
      return Optional.empty();
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(0x49);
    answer.write(request[1]);
    switch (request[1]) {
      case 0x00 -> write(answer, 0x40_40_00_00L, 4);
      case 0x02 -> {
        answer.write(1);
        answer.writeBytes(VIN.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      }
      case 0x0A -> {
        answer.write(1);
        answer.writeBytes(
            java.util.Arrays.copyOf(
                "ECM\0-SimulatedECU".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 20));
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(answer.toByteArray());
  }

  private static void write(ByteArrayOutputStream into, long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      into.write((int) (value >>> (8 * i)));
    }
  }
}
