package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "04",
        "041",
        "08 01",
        "10 03",
        "1101",
        "14FFFFFF",
        "2701",
        "280101",
        "2EF190",
        "2F0100",
        "3001",
        "310101",
        "3400",
        "3600",
        "3B9900",
        "3D00",
        "8501",
        "B0",
        "FF",
        "0",
        "",
        "HELLO",
        "AT PP 0C SV 23",
        "ATPP0CON",
        "ATPPFFOFF",
        "at pp 00 sv 00",
        "ATSD12",
        "AT@3ABC",
        "ATLP",
        "ATWM8111F13E",
        "ATCAF0",
        "STSAVCFG",
        "STRSTNVM",
        "STWBR115200",
        "STSLCS",
        "STDFU",
        "STPX H:7E0, D:04",
        "STPPMA",
        "010C\r04",
        "01\n04",
        "010C\u0000"
      })
  void whatWritesIsRefused(String command) {
    assertTrue(ReadOnly.refusal(command).isPresent(), command);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Command.of(command));
    assertTrue(!refused.getMessage().isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100", "010C1", "01 0C 0D", "0902", "03", "07", "0A", "1A90", "2101", "22F190", "3E",
        "ATZ", "ATWS", "ATI", "ATE0", "ATH1", "ATSP6", "ATSPA4", "ATTP5", "ATRV", "ATDPN", "ATAT2",
        "ATBRD23", "ATIB96", "ATIIA13", "ATSH8113F1", "ATSW00", "ATPPS", "STI", "STDI", "STBR500000"
      })
  void whatReadsIsAllowed(String command) {
    assertEquals(Optional.empty(), ReadOnly.refusal(command));
  }

  @Test
  void everyServiceOutsideTheListIsRefused() {
    int allowed = 0;
    for (int service = 0; service < 0x100; service++) {
      allowed += ReadOnly.refusal("%02X00".formatted(service)).isEmpty() ? 1 : 0;
    }
    assertEquals(17, allowed);
  }

  @Test
  void aPlanThatWritesIsRefusedWhenItIsMade() {
    ElmPlan standard = ElmPlan.standard();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ElmPlan(
                standard.polls(), standard.mostHz(), standard.protocol(), List.of("ATPP0CON")));
  }
}
