package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import org.junit.jupiter.api.Test;

class ChainTest {

  @Test
  void joinsSessionsThatContinueEachOtherInAnyOrder() {
    Schema first = session("az-1", 7, 1, "boot-a", null);
    Schema second = session("az-1", 7, 2, "boot-a", first);
    Schema third = session("az-1", 7, 3, "boot-a", second);
    Schema alone = session("az-1", 8, 1, "boot-b", null);
    Random random = new Random(1);
    for (int round = 0; round < 20; round++) {
      List<Schema> all = new ArrayList<>(List.of(first, second, third, alone));
      Collections.shuffle(all, random);
      assertEquals(
          List.of(new Chain(List.of(first, second, third)), new Chain(List.of(alone))),
          Chain.of(all));
    }
  }

  @Test
  void joinsNothingAcrossBootsDevicesOrGaps() {
    Schema first = session("az-1", 7, 1, "boot-a", null);
    Schema otherBoot = session("az-1", 8, 1, "boot-b", first);
    Schema unknownBoot = session("az-1", 8, 2, "", first);
    Schema otherDevice = session("s660", 7, 2, "boot-a", first);
    Schema missing = session("az-1", 9, 2, "boot-c", session("az-1", 9, 1, "boot-c", null));
    assertEquals(5, Chain.of(List.of(first, otherBoot, unknownBoot, otherDevice, missing)).size());
  }

  @Test
  void letsTheEarlierFollowWhereTwoClaimOne() {
    Schema first = session("az-1", 7, 1, "boot-a", null);
    Schema second = session("az-1", 7, 2, "boot-a", first);
    Schema third = session("az-1", 7, 3, "boot-a", first);
    assertEquals(
        List.of(new Chain(List.of(first, second)), new Chain(List.of(third))),
        Chain.of(List.of(third, second, first)));
  }

  @Test
  void endsWhereSessionsClaimEachOtherInACircle() {
    Schema first = session("az-1", 7, 1, "boot-a", session("az-1", 7, 2, "boot-a", null));
    Schema second = session("az-1", 7, 2, "boot-a", first);
    assertEquals(List.of(new Chain(List.of(first, second))), Chain.of(List.of(second, first)));
  }

  private static Schema session(
      String device, int boot, int ordinal, String bootId, Schema before) {
    return new Schema(
        1,
        new SessionId(boot, ordinal, boot * 100 + ordinal),
        device,
        device,
        bootId,
        Optional.ofNullable(before).map(b -> b.session().toString()),
        Optional.empty(),
        "test",
        List.of());
  }
}
