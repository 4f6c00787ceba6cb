package keilog.device.source.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import keilog.device.link.TranscriptLink;
import keilog.device.source.SourceHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GpsSourceTest {
  private static final long MS = 1_000_000;
  private static final long UTC = 1_795_000_000_000_000_000L;

  private static TranscriptLink fixes(long fromMillis, int count) {
    TranscriptLink link = new TranscriptLink(38_400, fromMillis * MS).inPieces(17);
    for (int i = 0; i < count; i++) {
      link.then(100 * MS, Wire.pvt(UTC + (fromMillis + i * 100L) * MS));
    }
    return link;
  }

  @Test
  @Timeout(30)
  void opensTheReceiverAgainEachTimeItGoesAndEndsWhenInterrupted() throws Exception {
    List<TranscriptLink> links = new ArrayList<>();
    AtomicInteger opened = new AtomicInteger();
    ProbeContext context = new ProbeContext(() -> links.isEmpty() ? 0 : links.getLast().nanos());
    GpsSource source =
        GpsSource.of(
            "gps",
            () -> {
              int n = opened.incrementAndGet();
              if (n % 2 == 1) {
                throw new IOException("the device is not there: port=/dev/gps");
              }
              links.add(fixes(n * 10_000L, 20));
              return links.getLast();
            },
            10,
            true,
            1);
    assertEquals("gps", source.name());
    assertEquals("gps", source.kind());
    Thread thread =
        new Thread(
            () -> assertThrows(InterruptedException.class, () -> source.run(context)),
            "source-gps");
    thread.start();
    while (context.rowCount < 100) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join(10_000);
    assertFalse(thread.isAlive());
    assertTrue(opened.get() >= 10);
    assertTrue(context.healths.stream().anyMatch(h -> h.state() == SourceHealth.State.ABSENT));
    for (int i = 1; i < context.times.size(); i++) {
      assertTrue(context.times.get(i) > context.times.get(i - 1));
    }
  }

  @Test
  void refusesARateThatNoReceiverReaches() {
    assertThrows(IllegalArgumentException.class, () -> GpsSource.of("gps", () -> null, 51, true));
  }

  @Test
  void saysWhatAnswersOnAPort() {
    TranscriptLink nmea = new TranscriptLink(9_600, 0);
    nmea.then(200 * MS, Wire.nmeaEpoch(UTC));
    assertEquals(Optional.of("NMEA receiver, at 9600 baud"), GpsScan.identify(nmea, nmea::nanos));
    byte[] version = new byte[70];
    System.arraycopy("PROTVER=18.00".getBytes(), 0, version, 40, 13);
    TranscriptLink ublox = new TranscriptLink(38_400, 0).silentAtEnd();
    ublox.then(200 * MS, Wire.frame(0x0A, 0x04, version));
    assertEquals(
        Optional.of("u-blox receiver, protocol 18.00, at 38400 baud"),
        GpsScan.identify(ublox, ublox::nanos));
    TranscriptLink adapter = new TranscriptLink(38_400, 0).silentAtEnd();
    adapter.then(200 * MS, "ELM327 v1.5\r\r>?\r>".getBytes());
    assertEquals(Optional.empty(), GpsScan.identify(adapter, adapter::nanos));
  }
}
