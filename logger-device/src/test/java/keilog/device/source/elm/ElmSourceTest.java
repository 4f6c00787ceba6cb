package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import keilog.device.source.SourceHealth.State;
import keilog.protocol.car.Poll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ElmSourceTest {
  private static final long SECOND = Adapter.SECOND;
  private final FakeClock clock = new FakeClock();
  private final FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
  private final Recorded recorded = new Recorded(clock);
  private ElmPlan plan = ElmPlan.standard();
  private LineSpeeds speeds = LineSpeeds.fixed(38_400);
  private ElmSource source;

  @AfterEach
  void leaveNoInterruptBehind() {
    Thread.interrupted();
  }

  private void run(double seconds) {
    clock.endAfter((long) (seconds * SECOND));
    source = new ElmSource("elm", adapter, plan, speeds, clock::pause);
    assertThrows(InterruptedException.class, () -> source.run(recorded));
  }

  private double value(String channel) {
    return recorded.of(channel).getLast().value();
  }

  @Test
  void pollsSeveralPidsAtOnceWithCountAndRepeat() {
    run(20);
    assertEquals(1726, value("engine_speed"));
    assertEquals(50, value("vehicle_speed"));
    assertEquals(100, value("manifold_pressure"));
    assertEquals(20, value("throttle_position"));
    assertEquals(90, value("coolant_temperature"));
    assertEquals(25, value("intake_air_temperature"));
    assertEquals(12.6, value("battery_voltage"), 1e-9);
    assertEquals(State.RUNNING, recorded.health().state());
    assertTrue(adapter.commands.contains("010C0B110D2"), adapter.commands.toString());
    assertTrue(adapter.commands.stream().filter("CR"::equals).count() > 500);
    assertTrue(source.rates().get("engine_speed") > 45, source.rates().toString());
    assertEquals(
        List.of(State.STARTING, State.STARTING, State.RUNNING, State.RUNNING),
        recorded.healths.stream().map(h -> h.state()).toList(),
        "said when it changes, not every few seconds");
  }

  @Test
  void keepsEightyFivePercentOfTheFastRateWithSlowOnesMixedIn() {
    plan =
        ElmPlan.of(
            List.of(
                fast("engine_speed"),
                fast("vehicle_speed"),
                fast("manifold_pressure"),
                fast("throttle_position"),
                fast("coolant_temperature"),
                slow("intake_air_temperature", 0.5),
                slow("battery_voltage", 0.5)));
    run(20);
    // 244 PIDs/s is the limit of the wire at 38,400 baud and 10 ms.
    double pids = 5 * source.rates().get("engine_speed");
    assertTrue(pids > 0.9 * 244, "PIDs/s " + pids);
    assertTrue(recorded.of("intake_air_temperature").size() >= 8);
  }

  @Test
  void aFixedPlanReachesTheWiresLimit() {
    plan = fivePids();
    run(20);
    double pids = 5 * source.rates().get("engine_speed");
    assertTrue(pids > 0.97 * 244, "PIDs/s " + pids);
  }

  @Test
  void aRateIsKept() {
    plan = ElmPlan.standard().atMost(10);
    run(20);
    assertEquals(10, source.rates().get("engine_speed"), 0.3);
  }

  @Test
  void cloneThatRefusesEverySettingIsReadAllTheSame() {
    adapter.knowsSettings = false;
    adapter.knowsHeaders = false;
    adapter.knowsCount = false;
    adapter.knowsRepeat = false;
    adapter.knowsSeveral = false;
    run(30);
    assertEquals(1726, value("engine_speed"));
    assertEquals(90, value("coolant_temperature"));
    assertEquals(State.RUNNING, recorded.health().state());
    assertTrue(recorded.of("engine_speed").size() > 50);
  }

  @Test
  void countDigitThatStopsWorkingIsDoneWithout() {
    clock.in(6, () -> adapter.knowsCount = false);
    run(16);
    assertTrue(source.rates().get("engine_speed") > 15, source.rates().toString());
    assertEquals(1, adapter.opens);
  }

  @Test
  void kLineIsAskedOnePidAtATime() {
    adapter.protocol = '5';
    adapter.ecus.clear();
    adapter.usualCar("10");
    run(20);
    assertEquals(1726, value("engine_speed"));
    assertTrue(adapter.commands.contains("010C1"), adapter.commands.toString());
    assertFalse(adapter.commands.stream().anyMatch(c -> c.startsWith("010C0")));
    assertTrue(recorded.health().detail().contains("ISO 14230-4, fast"));
  }

  @Test
  void isoNineThousandWithItsChecksumIsRead() {
    adapter.protocol = '3';
    adapter.ecus.clear();
    adapter.usualCar("10");
    run(20);
    assertEquals(1726, value("engine_speed"));
  }

  @Test
  void identifiersOfTwentyNineBitsAreRead() {
    adapter.protocol = '7';
    adapter.ecus.clear();
    adapter.usualCar("18DAF110").ecu("18DAF11D", 0x05, 50);
    run(20);
    assertEquals(1726, value("engine_speed"));
    assertEquals(90, value("coolant_temperature"), "the engine's, not the gearbox's");
  }

  @Test
  void ofTwoControlUnitsTheEngineCounts() {
    adapter.ecu("7E9", 0x0C, 0x00, 0x04).ecu("7E9", 0x0D, 3);
    run(20);
    assertTrue(recorded.of("engine_speed").stream().allMatch(v -> v.value() == 1726));
    assertTrue(recorded.of("vehicle_speed").stream().allMatch(v -> v.value() == 50));
    assertFalse(source.counters().contains("duplicates=0,"), source.counters());
    assertTrue(source.rates().get("engine_speed") > 20, source.rates().toString());
  }

  @Test
  void aSecondControlUnitThatWakesLaterIsToldApart() {
    adapter.knowsCount = false;
    clock.in(6, () -> adapter.ecu("7E9", 0x0C, 0x00, 0x04).ecu("7E9", 0x0D, 3));
    run(16);
    assertTrue(recorded.of("engine_speed").stream().allMatch(v -> v.value() == 1726));
    assertTrue(source.rates().get("engine_speed") > 10, source.rates().toString());
    assertTrue(adapter.commands.lastIndexOf("ATH1") > adapter.commands.lastIndexOf("ATH0"));
  }

  @Test
  void crankingResetsTheChipAndItIsSetUpAnew() {
    clock.in(
        6,
        () -> {
          adapter.powerUp();
          adapter.surprises.add("LV RESET\r\r>");
        });
    run(20);
    assertTrue(recorded.everSaid("LV RESET"));
    assertEquals(State.RUNNING, recorded.health().state());
    assertTrue(source.rates().get("engine_speed") > 45, source.rates().toString());
    assertEquals(1, adapter.opens);
  }

  @Test
  void unpluggedAndPluggedInAgainNeedsNobody() {
    clock.in(
        8,
        () -> {
          adapter.goneAtNanos = clock.nanos();
          adapter.absentUntilNanos = clock.nanos() + 12 * SECOND;
        });
    clock.in(
        20,
        () -> {
          adapter.goneAtNanos = Long.MAX_VALUE;
          adapter.powerUp();
        });
    run(40);
    assertTrue(recorded.everSaid("the device is not there: port=fake | plug it in"));
    assertEquals(State.RUNNING, recorded.health().state());
    assertTrue(recorded.of("engine_speed").size() > 45 * 20);
    long absent = recorded.healths.stream().filter(h -> h.state() == State.ABSENT).count();
    assertTrue(absent <= 2, "said " + absent + " times that it is absent");
    assertTrue(adapter.opens < 20, adapter.opens + " openings");
  }

  @Test
  void ignitionOffIsSaidAndWaitedFor() {
    adapter.ignition = false;
    clock.in(60, () -> adapter.ignition = true);
    clock.in(160, () -> adapter.ignition = false);
    clock.in(180, () -> adapter.ignition = true);
    clock.in(
        59,
        () -> {
          assertEquals(State.SILENT, recorded.health().state());
          assertTrue(recorded.health().action().contains("ignition"), recorded.health().action());
        });
    clock.in(159, () -> assertEquals(State.RUNNING, recorded.health().state()));
    run(240);
    assertTrue(recorded.everSaid("has stopped answering"));
    assertEquals(State.RUNNING, recorded.health().state());
    assertEquals(1, adapter.opens);
  }

  @Test
  void theLineSpeedIsLookedForWhenItIsAuto() {
    adapter.baud = 115_200;
    speeds = ElmSource.speeds("/dev/ttyUSB0", OptionalInt.empty());
    run(20);
    assertEquals(1726, value("engine_speed"));
  }

  @Test
  void aWrongLineSpeedIsSaid() {
    adapter.baud = 115_200;
    run(20);
    assertEquals(State.SILENT, recorded.health().state());
    assertTrue(
        recorded.health().action().contains("baud = \"auto\""), recorded.health().toString());
  }

  @Test
  void theLineSpeedIsRaisedWhereTheChipCan() {
    adapter.raisesTo = 500_000;
    speeds = ElmSource.speeds("/dev/ttyUSB0", OptionalInt.empty());
    run(20);
    assertEquals(500_000, adapter.baud);
    assertTrue(source.rates().get("engine_speed") > 60, source.rates().toString());
  }

  @Test
  void aChipThatCannotRaiseItsSpeedIsLeftWhereItIs() {
    speeds = ElmSource.speeds("/dev/ttyUSB0", OptionalInt.empty());
    run(20);
    assertEquals(38_400, adapter.baud);
    assertTrue(source.rates().get("engine_speed") > 45, source.rates().toString());
  }

  @Test
  void aPidThatTheCarClaimsButNeverAnswersIsAskedSeldom() {
    adapter.mischief =
        (command, n) -> command.startsWith("0105") && command.length() <= 5 ? "NO DATA\r\r>" : null;
    plan = ElmPlan.of(List.of(fast("engine_speed"), slow("coolant_temperature", 1)));
    run(50);
    long asked = adapter.commands.stream().filter(c -> c.startsWith("0105")).count();
    assertTrue(asked >= 3 && asked <= 5, "asked " + asked + " times");
    assertTrue(source.rates().get("engine_speed") > 60, source.rates().toString());
  }

  @Test
  void whatTheCarDoesNotOfferIsSaid() {
    plan = ElmPlan.of(List.of(fast("engine_speed"), fast("oil_temperature")));
    run(20);
    assertTrue(
        recorded.health().detail().contains("not offered by this car: oil_temperature"),
        recorded.health().toString());
  }

  @Test
  void badLinesAreDiscardedAndCounted() {
    int[] n = {0};
    adapter.mischief =
        (command, i) ->
            command.startsWith("010C") && ++n[0] % 7 == 0
                ? List.of(
                        "410CFFFF <DATA ERROR\r\r>",
                        "BUFFER FULL\r\r>",
                        "410CFFFF <RX ERROR\r\r>",
                        "STOPPED\r\r>",
                        "CAN ERROR\r\r>",
                        "7F0112\r\r>",
                        "FC RX TIMEOUT\r\r>",
                        "\0\0\r>",
                        "ERR71\r\r>")
                    .get(n[0] / 7 % 9)
                : null;
    run(60);
    assertTrue(recorded.of("engine_speed").stream().allMatch(v -> v.value() == 1726));
    assertTrue(recorded.of("engine_speed").size() > 500);
  }

  @Test
  void anAdapterThatGoesToSleepIsLeftAloneForAWhile() {
    clock.in(6, () -> adapter.surprises.add("LP ALERT\r\r>"));
    run(30);
    assertTrue(recorded.everSaid("low power"));
    assertEquals(State.RUNNING, recorded.health().state());
  }

  @Test
  void aCountThatBecameTooHighIsLearnedAnew() {
    adapter.ecu("7E9", 0x0C, 0x00, 0x04).ecu("7E9", 0x0D, 3);
    clock.in(8, () -> adapter.ecus.remove("7E9"));
    run(20);
    // Waiting for a line that no longer comes would cost the adapter's whole wait each time.
    assertTrue(source.rates().get("engine_speed") > 35, source.rates().toString());
  }

  @Test
  void aCountThatBecameTooLowIsLearnedAnew() {
    adapter.ecus.get("7E8").remove(0x0B);
    adapter.ecus.get("7E8").remove(0x11);
    clock.in(8, () -> adapter.usualCar("7E8"));
    plan = ElmPlan.of(List.of(fast("engine_speed"), fast("vehicle_speed")));
    adapter.mischief =
        (command, n) ->
            command.startsWith("010C0D") && clock.nanos() > 1_008 * SECOND
                ? command.equals("010C0D1") ? "006\r0:410C1AF80D32\r\r>" : null
                : null;
    run(20);
    assertTrue(source.rates().get("engine_speed") > 15, source.rates().toString());
  }

  @Test
  void aControlUnitThatLeavesAPidOutIsAskedForItAlone() {
    adapter.mischief =
        (command, n) ->
            command.startsWith("010C0B110D") ? "009\r0:410C1AF80B64\r1:0D320000000000\r\r>" : null;
    run(20);
    assertEquals(20, value("throttle_position"));
    assertTrue(adapter.commands.contains("010C0B0D2"), adapter.commands.toString());
    assertTrue(source.rates().get("throttle_position") > 15, source.rates().toString());
    assertTrue(source.rates().get("engine_speed") > 15, source.rates().toString());
  }

  @Test
  void implausibleValuesAreNotRecorded() {
    adapter.ecu("7E8", 0x0C, 0xFF, 0xFF);
    run(10);
    assertEquals(List.of(), recorded.of("engine_speed"));
    assertEquals(50, value("vehicle_speed"));
    assertFalse(source.counters().contains("implausible=0,"), source.counters());
  }

  @Test
  void aMomentOfSilenceOrGarbageChangesNoPlan() {
    for (String moment : List.of("NO DATA\r\r>", "#%&!\r\r>", "?\r\r>", "BUS BUSY\r\r>")) {
      clock.in(5, () -> adapter.surprises.addAll(java.util.Collections.nCopies(4, moment)));
      run(12);
      Thread.interrupted();
      if (!moment.startsWith("?")) {
        assertTrue(source.rates().get("engine_speed") > 45, moment + source.rates());
      }
      assertEquals(48, source.rates().get("vehicle_speed"), 32, moment);
    }
  }

  @Test
  void aChipThatFallsBackToItsOwnSpeedIsFoundAgain() {
    adapter.raisesTo = 500_000;
    speeds = ElmSource.speeds("/dev/ttyUSB0", OptionalInt.empty());
    for (int second : new int[] {10, 40, 70}) {
      clock.in(
          second,
          () -> {
            adapter.baud = 38_400;
            adapter.powerUp();
          });
    }
    clock.in(39, () -> assertEquals(500_000, adapter.baud, "raised again after the first time"));
    run(110);
    assertEquals(State.RUNNING, recorded.health().state());
    assertEquals(38_400, adapter.baud, "left where it is when it does not hold");
    assertTrue(source.rates().get("engine_speed") > 45, source.rates().toString());
  }

  @Test
  void aLineWhoseInitialisationFailedIsLeftToRest() {
    adapter.protocol = '5';
    adapter.ecus.clear();
    adapter.usualCar("10");
    clock.in(
        6,
        () -> adapter.mischief = (c, n) -> c.startsWith("01") ? "BUS INIT: ...ERROR\r\r>" : null);
    int[] asked = {0};
    clock.in(8, () -> asked[0] = adapter.commands.size());
    clock.in(36, () -> asked[0] = adapter.commands.size() - asked[0]);
    clock.in(60, () -> adapter.mischief = (c, n) -> null);
    run(140);
    assertTrue(asked[0] < 40, "commands in 28 s: " + asked[0]);
    assertTrue(recorded.everSaid("bus initialisation failed"));
    assertEquals(State.RUNNING, recorded.health().state());
  }

  static Poll fast(String channel) {
    return new Poll(channel, OptionalDouble.empty());
  }

  static Poll slow(String channel, double hz) {
    return new Poll(channel, OptionalDouble.of(hz));
  }

  static ElmPlan fivePids() {
    return ElmPlan.of(
        List.of(
            fast("engine_speed"),
            fast("vehicle_speed"),
            fast("manifold_pressure"),
            fast("throttle_position"),
            fast("coolant_temperature")));
  }
}
