package keilog.device.source.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import keilog.device.source.SourceHealth;
import org.junit.jupiter.api.Test;

class GpsReceiverTest {
  private static final long MS = 1_000_000;
  private static final long BOOT = 500_000 * MS;

  private long nowMillis;
  private final ProbeContext context = new ProbeContext(() -> BOOT + nowMillis * MS);
  private GpsReceiver receiver = new GpsReceiver(context, 10, true, GnssTime.EARLIEST);

  private void open(ScriptedReceiver device) {
    receiver.opened(device, BOOT + nowMillis * MS);
  }

  private void run(ScriptedReceiver device, int millis) {
    long end = nowMillis + millis;
    while (nowMillis < end) {
      nowMillis += 20;
      byte[] bytes = device.to(nowMillis);
      if (bytes.length > 0) {
        receiver.bytes(bytes, bytes.length, BOOT + nowMillis * MS);
      }
      receiver.tick(BOOT + nowMillis * MS);
    }
  }

  private int rowsIn(ScriptedReceiver device, int millis) {
    int before = context.rows.size();
    run(device, millis);
    return context.rows.size() - before;
  }

  @Test
  void setsUpAnM9ByValsetAndRaisesItsSpeed() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=32.01", 9_600, 9_600);
    open(device);
    run(device, 5_000);
    assertTrue(device.pvt);
    assertFalse(device.nmea);
    assertEquals(100, device.periodMillis);
    assertEquals(38_400, device.deviceBaud);
    assertEquals(38_400, device.linkBaud);
    assertEquals(4, device.model);
    assertEquals(100, rowsIn(device, 10_000), 1);
    assertEquals(SourceHealth.running(), context.health());
  }

  @Test
  void setsUpAnM8ByTheOldMessages() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 9_600, 9_600);
    open(device);
    run(device, 5_000);
    assertTrue(device.pvt);
    assertFalse(device.nmea);
    assertEquals(38_400, device.deviceBaud);
    assertEquals(4, device.model);
    assertFalse(device.heard.contains("06-8a/25"));
    assertEquals(100, rowsIn(device, 10_000), 1);
  }

  @Test
  void setsUpAReceiverThatDoesNotSayItsPort() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 9_600, 9_600);
    device.saysItsPort = false;
    open(device);
    run(device, 5_000);
    assertEquals(38_400, device.deviceBaud);
    assertFalse(device.nmea);
    assertEquals(100, rowsIn(device, 10_000), 1);
  }

  @Test
  void asksForNoMoreThanTheLineCarries() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 9_600, 9_600);
    device.losesSpeedChange = true;
    open(device);
    run(device, 10_000);
    assertEquals(9_600, device.linkBaud);
    assertEquals(1000 / 7, device.periodMillis);
    ScriptedReceiver old = new ScriptedReceiver("", 9_600, 9_600);
    old.losesSpeedChange = true;
    old.knowsPvt = false;
    open(old);
    run(old, 10_000);
    assertEquals(1000, old.periodMillis);
  }

  @Test
  void leavesTheSpeedOfAUsbPortAlone() {
    for (String protocol : List.of("PROTVER=18.00", "PROTVER=27.11")) {
      int baud = protocol.equals("PROTVER=18.00") ? 9_600 : 115_200;
      ScriptedReceiver device = new ScriptedReceiver(protocol, baud, baud);
      device.wire = false;
      device.portId = 3;
      receiver = new GpsReceiver(context, 10, true, GnssTime.EARLIEST);
      open(device);
      run(device, 5_000);
      assertEquals(baud, device.linkBaud);
      assertTrue(device.pvt);
      assertFalse(device.nmea);
      assertEquals(100, rowsIn(device, 10_000), 1);
    }
  }

  @Test
  void fallsBackToARateThatTheReceiverTakes() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 115_200, 115_200);
    device.fastestMillis = 200;
    open(device);
    run(device, 8_000);
    assertEquals(200, device.periodMillis);
    run(device, 12_000);
    assertTrue(context.health().detail().contains("sends 5 Hz where 10 Hz are configured"));
  }

  @Test
  void keepsNmeaWhereAnOldReceiverHasNoPvt() {
    ScriptedReceiver device = new ScriptedReceiver("", 115_200, 115_200);
    device.knowsPvt = false;
    open(device);
    run(device, 5_000);
    assertTrue(device.nmea);
    assertTrue(rowsIn(device, 5_000) >= 45);
  }

  @Test
  void onlyListensToAReceiverThatDoesNotAnswer() {
    ScriptedReceiver device = new ScriptedReceiver("", 38_400, 38_400);
    device.answers = false;
    device.periodMillis = 100;
    open(device);
    int rows = rowsIn(device, 1_000);
    assertTrue(rows >= 8, "rows within the first second: " + rows);
    assertEquals(100, rowsIn(device, 10_000), 2);
    assertEquals(List.of(), device.heard);
  }

  @Test
  void findsTheSpeedOfTheReceiver() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 115_200, 9_600);
    open(device);
    run(device, 15_000);
    assertEquals(115_200, device.linkBaud);
    assertTrue(device.pvt);
    assertEquals(100, rowsIn(device, 10_000), 1);
  }

  @Test
  void findsARaisedReceiverAgainAfterARestartOfTheLogger() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 38_400, 9_600);
    receiver = new GpsReceiver(context, 10, false, GnssTime.EARLIEST);
    open(device);
    run(device, 10_000);
    assertEquals(38_400, device.linkBaud);
    assertEquals(100, rowsIn(device, 10_000), 1);
  }

  @Test
  void goesBackWhereTheSpeedChangeWasLost() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=32.01", 9_600, 9_600);
    device.losesSpeedChange = true;
    open(device);
    run(device, 10_000);
    assertEquals(9_600, device.linkBaud);
    assertTrue(rowsIn(device, 5_000) > 20);
  }

  @Test
  void setsTheReceiverUpAgainAfterItsPowerFailed() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 9_600, 9_600);
    open(device);
    run(device, 6_000);
    assertTrue(device.pvt);
    device.powerCycle(9_600);
    run(device, 30_000);
    assertTrue(device.pvt);
    assertEquals(100, device.periodMillis);
    assertEquals(100, rowsIn(device, 10_000), 1);
  }

  @Test
  void setsAUsbReceiverUpAgainThatFellBackToNmea() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 115_200, 115_200);
    device.portId = 3;
    open(device);
    run(device, 6_000);
    device.powerCycle(115_200);
    run(device, 10_000);
    assertTrue(device.pvt);
    assertEquals(100, rowsIn(device, 10_000), 1);
  }

  @Test
  void hearsASilentReceiverAtOnceWhenItSpeaksAgain() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=32.01", 9_600, 9_600);
    open(device);
    run(device, 6_000);
    device.powerCycle(9_600);
    run(device, 15_000);
    device.pvt = false;
    device.answers = false;
    run(device, 5_000);
    assertEquals("nothing arrives from the receiver at 38400 baud", context.health().detail());
    device.pvt = true;
    device.answers = true;
    assertEquals(10, rowsIn(device, 1_000), 2);
  }

  @Test
  void saysWhatIsWrongAndWhatToDo() {
    ScriptedReceiver device = new ScriptedReceiver("", 0, 0);
    device.answers = false;
    device.nmea = false;
    receiver.absent("the device is not there: port=x");
    assertEquals(SourceHealth.State.ABSENT, context.health().state());
    open(device);
    assertEquals(SourceHealth.State.STARTING, context.health().state());
    run(device, 3_000);
    assertEquals("nothing arrives from the receiver", context.health().detail());
    byte[] noise = {1, 2, 3};
    receiver.bytes(noise, 3, BOOT + nowMillis * MS);
    run(device, 3_000);
    assertTrue(context.health().detail().startsWith("bytes arrive but form no"));
    for (int i = 0; i < 40; i++) {
      byte[] gsv = Wire.nmea("GPGSV,1,1,00");
      receiver.bytes(gsv, gsv.length, BOOT + nowMillis * MS);
      run(device, 100);
    }
    assertEquals("the receiver talks but sends no positions", context.health().detail());
    assertEquals(SourceHealth.State.SILENT, context.health().state());
    device.nmea = true;
    device.fixType = 0;
    device.periodMillis = 100;
    run(device, 5_000);
    assertEquals("no fix yet, 3 satellites", context.health().detail());
    assertFalse(context.health().action().isEmpty());
    device.fixType = 3;
    run(device, 10_000);
    assertEquals(SourceHealth.running(), context.health());
  }

  @Test
  void givesRowsWithoutPositionButWithQualityWhileThereIsNoFix() {
    ScriptedReceiver device = pvtAt10Hz();
    device.fixType = 0;
    open(device);
    run(device, 2_000);
    Map<String, Double> row = context.rows.getLast();
    assertFalse(row.containsKey("latitude"));
    assertFalse(row.containsKey("gps_speed"));
    assertEquals(0, row.get("fix_quality"));
    assertEquals(9, row.get("satellites"));
    device.fixType = 3;
    run(device, 1_000);
    row = context.rows.getLast();
    assertEquals(36.15, row.get("latitude"), 1e-2);
    assertEquals(139.919, row.get("longitude"), 1e-2);
    assertEquals(1, row.get("fix_quality"));
    assertEquals(0.8, row.get("horizontal_accuracy"), 1e-9);
    assertEquals(0.54, row.get("speed_accuracy"), 1e-9);
    assertTrue(row.get("gps_speed") > 70);
  }

  @Test
  void placesRowsByTheirEpochAndNotByTheirReading() {
    ScriptedReceiver device = pvtAt10Hz();
    open(device);
    run(device, 20_000);
    for (int i = 100; i < context.times.size(); i++) {
      assertEquals(100 * MS, context.times.get(i) - context.times.get(i - 1), 2 * MS);
    }
    assertEquals(
        ScriptedReceiver.UTC + 20_000 * MS, (double) context.lastRaw.get("gnss_time"), 200.0 * MS);
    assertEquals(0, context.lastRaw.get("gnss_time") % (100 * MS));
  }

  @Test
  void tiesTheClockOnceTimeIsValid() {
    ScriptedReceiver device = pvtAt10Hz();
    open(device);
    run(device, 35_000);
    assertEquals(4, context.ties.size());
    for (ProbeContext.Tie tie : context.ties) {
      long offset = tie.utcNanos() - tie.monotonicNanos();
      assertEquals(ScriptedReceiver.UTC - BOOT, (double) offset, 120.0 * MS);
      assertTrue(tie.uncertaintyNanos() >= 100 * MS && tie.uncertaintyNanos() < 200 * MS);
    }
  }

  @Test
  void givesNoTimeBeforeItIsFullyResolved() {
    ScriptedReceiver device = pvtAt10Hz();
    open(device);
    byte[] early = Wire.pvt(ScriptedReceiver.UTC, 3, 0x03, 9);
    receiver.bytes(early, early.length, BOOT + MS);
    Map<String, Double> row = context.rows.getLast();
    assertFalse(row.containsKey("gnss_time"));
    assertTrue(row.containsKey("latitude"));
    assertEquals(List.of(), context.ties);
  }

  @Test
  void correctsADateThatIsARolloverOld() {
    ScriptedReceiver device = pvtAt10Hz();
    open(device);
    for (int i = 0; i < 50; i++) {
      long truth = ScriptedReceiver.UTC + i * 100 * MS;
      byte[] old = Wire.nmeaEpoch(truth - GnssTime.ROLLOVER);
      receiver.bytes(old, old.length, BOOT + i * 100 * MS);
    }
    long newest = context.lastRaw.get("gnss_time");
    assertEquals(ScriptedReceiver.UTC + 4_900 * MS, newest);
    assertTrue(context.health().detail().contains("1024 weeks"));
  }

  @Test
  void refusesRepeatedEpochs() {
    ScriptedReceiver device = pvtAt10Hz();
    open(device);
    for (int i = 0; i < 20; i++) {
      byte[] pvt = Wire.pvt(ScriptedReceiver.UTC + i / 4 * 100 * MS);
      receiver.bytes(pvt, pvt.length, BOOT + i * 25 * MS);
    }
    assertEquals(5, context.rows.size());
  }

  @Test
  void hearsUbxOnlyWhereBothProtocolsCome() {
    ScriptedReceiver device = pvtAt10Hz();
    device.nmea = true;
    device.answers = false;
    open(device);
    run(device, 10_000);
    assertEquals(100, context.rows.size(), 1);
    assertTrue(context.rows.stream().allMatch(r -> r.containsKey("speed_accuracy")));
  }

  @Test
  void asksForTheLinkAnewWhenItIsDeafForHalfAMinute() {
    ScriptedReceiver device = new ScriptedReceiver("", 0, 0);
    device.nmea = false;
    device.answers = false;
    open(device);
    boolean hearing = true;
    for (int i = 0; i < 400 && hearing; i++) {
      nowMillis += 100;
      hearing = receiver.tick(BOOT + nowMillis * MS);
    }
    assertFalse(hearing);
    assertEquals(30_100, nowMillis);
  }

  @Test
  void neverPutsARowBeforeTheOneBefore() {
    ScriptedReceiver device = pvtAt10Hz();
    open(device);
    java.util.Random random = new java.util.Random(11);
    for (int i = 0; i < 3000; i++) {
      byte[] pvt = Wire.pvt(ScriptedReceiver.UTC + i * 40 * MS, i % 7 == 0 ? 0 : 3, 0x37, 9);
      receiver.bytes(pvt, pvt.length, BOOT + (i * 40 + 20 + random.nextInt(15)) * MS);
    }
    for (int i = 1; i < context.times.size(); i++) {
      assertTrue(context.times.get(i) > context.times.get(i - 1));
    }
    assertEquals(3000, context.times.size());
  }

  @Test
  void allocatesNothingPerEpoch() {
    ScriptedReceiver device = pvtAt10Hz();
    device.answers = false;
    open(device);
    context.keep = false;
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    byte[][] ubx = new byte[40_000][];
    byte[][] nmea = new byte[20_000][];
    for (int i = 0; i < ubx.length; i++) {
      ubx[i] = Wire.pvt(ScriptedReceiver.UTC + i * 100 * MS);
    }
    for (int i = 0; i < nmea.length; i++) {
      nmea[i] = Wire.nmeaEpoch(ScriptedReceiver.UTC + (ubx.length + 100 + i) * 100L * MS);
    }
    for (int i = 0; i < 20_000; i++) {
      receiver.bytes(ubx[i], ubx[i].length, BOOT + i * 100L * MS);
      receiver.tick(BOOT + i * 100L * MS);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 20_000; i < ubx.length; i++) {
      receiver.bytes(ubx[i], ubx[i].length, BOOT + i * 100L * MS);
      receiver.tick(BOOT + i * 100L * MS);
    }
    long perUbx = threads.getCurrentThreadAllocatedBytes() - before;
    long start = (ubx.length + 100) * 100L;
    for (int i = 0; i < 10_000; i++) {
      receiver.bytes(nmea[i], nmea[i].length, BOOT + (start + i * 100L) * MS);
    }
    before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 10_000; i < nmea.length; i++) {
      receiver.bytes(nmea[i], nmea[i].length, BOOT + (start + i * 100L) * MS);
    }
    long perNmea = threads.getCurrentThreadAllocatedBytes() - before;
    System.out.println(
        "allocated bytes per epoch: ubx=" + perUbx / 20_000.0 + ", nmea=" + perNmea / 10_000.0);
    assertTrue(perUbx < 20_000 * 16L, "ubx bytes=" + perUbx);
    assertTrue(perNmea < 10_000 * 16L, "nmea bytes=" + perNmea);
    assertTrue(context.offered > 59_000, "offered=" + context.offered);
  }

  private static ScriptedReceiver pvtAt10Hz() {
    ScriptedReceiver device = new ScriptedReceiver("PROTVER=18.00", 0, 0);
    device.pvt = true;
    device.nmea = false;
    device.periodMillis = 100;
    return device;
  }
}
