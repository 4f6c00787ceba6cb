package keilog.tools.simulate.elm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Chance;
import keilog.tools.simulate.wire.Mishap;

/**
 * One request to the bus after another: connecting at first, the frames as they come in, and the
 * wait for more. A request of n answers ends at the n-th frame; one without a count only when
 * nothing came for a while after the last frame: 32 ms under ATAT1, 12 ms under ATAT2, ATST under
 * ATAT0.
 */
final class Exchange {
  private static final long WAIT_ADAPTIVE_1 = 32_000_000;
  private static final long WAIT_ADAPTIVE_2 = 12_000_000;
  private static final long TIMEOUT_UNIT = 4_000_000;

  /** One character on a K-line at 10,400 baud. */
  private static final long K_CHARACTER = 961_538;

  private final ElmSettings settings;
  private final CarAt car;
  private final SampleLog log;
  private final Agenda agenda;
  private final ElmAdapter adapter;
  private final Layout layout;
  private final List<Ecu> ecus = new ArrayList<>();
  private Options options = new Options();
  private byte[] request = {};
  private int count;
  private int shown;

  /** Counts the waits begun; only the newest may end the request. */
  private long waits;

  private long requests;
  private StringBuilder joined = new StringBuilder();
  private boolean connected;

  Exchange(ElmSettings settings, CarAt car, SampleLog log, Agenda agenda, ElmAdapter adapter) {
    this.settings = settings;
    this.car = car;
    this.log = log;
    this.agenda = agenda;
    this.adapter = adapter;
    this.layout = new Layout(settings.bus());
    ecus.add(Ecu.engine(settings.bus().can()));
    if (settings.gearbox()) {
      ecus.add(Ecu.gearbox(settings.bus().can()));
    }
  }

  void disconnected() {
    connected = false;
  }

  /**
   * A request's last byte has come from the host.
   *
   * @param count answers wanted; 0 is all that come
   */
  void begin(byte[] request, int count, Options options, long nanos) {
    this.request = request;
    this.count = count;
    this.options = options;
    this.shown = 0;
    this.joined = new StringBuilder();
    long ready = nanos + settings.ownNanos();
    if (connected && options.active != 0) {
      ask(ready);
    } else {
      connect(ready);
    }
  }

  private void connect(long nanos) {
    Bus bus = settings.bus();
    boolean search = options.automatic && options.protocol != bus.number();
    boolean right = search || options.protocol == bus.number();
    boolean off = adapter.active(Mishap.KEYOFF, nanos);
    if (search) {
      adapter.printOpen(nanos, "SEARCHING...");
      long found = nanos + settings.searchNanos();
      agenda.at(found, at -> searched(at, !off));
    } else if (right && bus.can()) {
      connected = !off;
      options.active = connected ? bus.number() : 0;
      ask(nanos);
    } else {
      initialise(nanos, right && !off, options.protocol);
    }
  }

  private void searched(long nanos, boolean found) {
    if (!found) {
      endWith(nanos, "UNABLE TO CONNECT", true);
      return;
    }
    connected = true;
    options.active = settings.bus().number();
    if (settings.chip() != Chip.CLONE) {
      adapter.print(nanos, "");
    }
    ask(nanos);
  }

  /** A protocol chosen by number that is a K-line's, or not this bus's. */
  private void initialise(long nanos, boolean right, int protocol) {
    boolean kLine = protocol >= 3 && protocol <= 5;
    if (!kLine) {
      long known = nanos + options.timeout * TIMEOUT_UNIT;
      boolean speed = settings.bus().can() && (protocol >= 8) != (settings.bus().number() >= 8);
      agenda.at(known, at -> endWith(at, speed ? "CAN ERROR" : "NO DATA", false));
      return;
    }
    adapter.printOpen(nanos, protocol == 5 ? "BUS INIT: " : "BUS INIT: ...");
    long spoken = nanos + (protocol == 5 ? 300_000_000L : 2_500_000_000L);
    agenda.at(
        spoken,
        at -> {
          if (right) {
            connected = true;
            options.active = protocol;
            adapter.print(at, "OK");
            ask(at);
          } else {
            endWith(at, "ERROR", false);
          }
        });
  }

  private void ask(long nanos) {
    long mine = ++waits;
    long limit = nanos + options.timeout * TIMEOUT_UNIT;
    agenda.at(limit, at -> unanswered(at, mine));
    if (adapter.active(Mishap.BUSERROR, nanos)) {
      agenda.at(nanos + 20_000_000, at -> endWith(at, "CAN ERROR", false));
      return;
    }
    if (!options.responses) {
      endWith(nanos, "", false);
      return;
    }
    if (adapter.active(Mishap.NODATA, nanos) || adapter.active(Mishap.KEYOFF, nanos)) {
      return;
    }
    byte[] asked = options.formatting ? request : withoutLength(request);
    long talk = settings.bus().can() ? 0 : (asked.length + 4) * K_CHARACTER;
    long first = nanos + talk + settings.ecuNanos();
    double share =
        settings.sampleFrom()
            + (settings.sampleTo() - settings.sampleFrom())
                * Chance.share(settings.seed() + 5, requests++);
    long sampled = nanos + talk + (long) (settings.ecuNanos() * share);
    for (int i = 0; i < ecus.size(); i++) {
      Ecu ecu = ecus.get(i);
      agenda.at(first + i * settings.frameNanos(), at -> answer(ecu, asked, sampled, at));
    }
  }

  private static byte[] withoutLength(byte[] request) {
    return request.length == 0 ? request : Arrays.copyOfRange(request, 1, request.length);
  }

  private void answer(Ecu ecu, byte[] asked, long sampled, long nanos) {
    CarState state = car.at(sampled);
    Optional<byte[]> answer = ecu.answer(asked, state, sampled, log);
    if (answer.isEmpty()) {
      return;
    }
    List<Frame> frames = Frame.of(settings.bus(), ecu, answer.get(), settings.pad());
    long at = nanos;
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      boolean last = i == frames.size() - 1;
      at +=
          settings.bus().can()
              ? (i == 0 ? 0 : settings.frameNanos())
              : (frame.bytes().length + 4) * K_CHARACTER;
      agenda.at(at, then -> show(frame, last, then));
    }
  }

  private void show(Frame frame, boolean last, long nanos) {
    if (!passes(frame)) {
      return;
    }
    long mine = ++waits;
    boolean joining = options.joined && settings.bus().can();
    shown += joining && !last ? 0 : 1;
    if (adapter.active(Mishap.BUFFERFULL, nanos)) {
      endWith(nanos, "BUFFER FULL", false);
      return;
    }
    if (joining) {
      join(frame, last, nanos);
    } else {
      for (String text : layout.lines(frame, options)) {
        adapter.print(nanos, text + flaw(nanos));
      }
    }
    if (shown == count && (!joining || last)) {
      finish(nanos);
    } else {
      agenda.at(nanos + waitNanos(), at -> quiet(at, mine));
    }
  }

  private void join(Frame frame, boolean last, long nanos) {
    int from = frame.kind() == Frame.Kind.FIRST ? 2 : 1;
    joined.append(Layout.hex(frame.bytes(), from, frame.used(), options));
    if (last) {
      adapter.print(nanos, joined + flaw(nanos));
      joined = new StringBuilder();
    }
  }

  private String flaw(long nanos) {
    return adapter.active(Mishap.DATAERROR, nanos) ? "<DATA ERROR" : "";
  }

  private boolean passes(Frame frame) {
    String id = layout.id(frame);
    return options.filter.isEmpty()
        || id.length() == options.filter.length() && id.matches(options.filter.replace('X', '.'));
  }

  private long waitNanos() {
    return switch (options.adaptive) {
      case 1 -> WAIT_ADAPTIVE_1;
      case 2 -> WAIT_ADAPTIVE_2;
      default -> options.timeout * TIMEOUT_UNIT;
    };
  }

  private void quiet(long nanos, long mine) {
    if (mine == waits) {
      finish(nanos);
    }
  }

  private void unanswered(long nanos, long mine) {
    if (mine == waits) {
      endWith(nanos, "NO DATA", false);
    }
  }

  private void endWith(long nanos, String text, boolean newLine) {
    if (newLine) {
      adapter.print(nanos, "");
    }
    if (!text.isEmpty()) {
      adapter.print(nanos, text);
    }
    finish(nanos);
  }

  private void finish(long nanos) {
    waits++;
    agenda.clear();
    adapter.prompt(nanos);
  }
}
