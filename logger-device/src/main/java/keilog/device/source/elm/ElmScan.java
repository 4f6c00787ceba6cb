package keilog.device.source.elm;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import keilog.device.link.Link;
import keilog.device.link.Links;
import keilog.protocol.time.MonotonicClock;

/** Says what answers on a port. */
public final class ElmScan {

  /**
   * @param port that was asked
   * @param adapter its name; empty where none answered
   * @param baud line speed it was found at; 0 where none was found or the link has none
   * @param protocol the car speaks, in words; empty where no car answered
   * @param controlUnits that answered, by CAN identifier or source address in hex
   * @param channels this driver can read from them
   * @param remark what is wrong, and what to do; empty where all is well
   */
  public record Found(
      String port,
      String adapter,
      int baud,
      String protocol,
      List<String> controlUnits,
      List<String> channels,
      String remark) {
    public Found {
      controlUnits = List.copyOf(controlUnits);
      channels = List.copyOf(channels);
    }

    public boolean answered() {
      return !adapter.isEmpty();
    }
  }

  private ElmScan() {}

  /**
   * Opens the port, looks for an adapter at every usual line speed and for a car behind it, and
   * closes it again. Takes a few seconds without an adapter, up to two minutes without a car.
   */
  public static Found scan(String port, MonotonicClock clock) throws InterruptedException {
    String adapterName = "";
    int baud = 0;
    try (Link link = Links.opener(port, ElmSource.USUAL_BAUD, clock).open()) {
      LineSpeeds speeds = ElmSource.speeds(port, OptionalInt.empty());
      Adapter adapter = new Adapter(link, clock, 0);
      baud = speeds.find(adapter, 0);
      ElmPlan plan = ElmPlan.standard();
      AdapterFacts facts = new AdapterSetup(adapter, plan).run(baud != speeds.first());
      adapterName = facts.shown();
      Car car = new Discovery(adapter, plan, Pause.SLEEP).find((char) 0, true);
      return new Found(
          port,
          adapterName,
          baud,
          car.protocolName(),
          car.supported().keySet().stream()
              .map(ecu -> Integer.toHexString(ecu).toUpperCase())
              .toList(),
          PidTable.TABLE.stream()
              .filter(f -> car.offers(f.pid()))
              .map(PidField::name)
              .distinct()
              .toList(),
          "");
    } catch (ElmTrouble trouble) {
      String remark =
          trouble.getMessage() + (trouble.action().isEmpty() ? "" : "; ") + trouble.action();
      return new Found(
          port, adapterName, adapterName.isEmpty() ? 0 : baud, "", List.of(), List.of(), remark);
    } catch (IOException absent) {
      return new Found(port, "", 0, "", List.of(), List.of(), absent.getMessage());
    }
  }
}
