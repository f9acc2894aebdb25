package dev.couchgrass.instance.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KdfParametersTest {
  @Test
  @Tag("SEC-4")
  void theDefaultsAre19MebibytesTwice() {
    assertEquals(new KdfParameters(19_456, 2, 1), KdfParameters.DEFAULTS);
  }

  @ParameterizedTest
  @Tag("SEC-5")
  @CsvSource({"8192, 1, 1", "8192, 128, 16", "262144, 4, 1", "262144, 1, 16", "19456, 53, 1"})
  void whatIsWithinTheLimitsIsTaken(int memoryKib, int passes, int lanes) {
    assertEquals(passes, new KdfParameters(memoryKib, passes, lanes).passes());
  }

  @ParameterizedTest
  @Tag("SEC-5")
  @CsvSource({
    "8191, 1, 1",
    "0, 1, 1",
    "-8192, 1, 1",
    "262145, 1, 1",
    "2147483647, 1, 1",
    "8192, 0, 1",
    "8192, -1, 1",
    "8192, 129, 1",
    "262144, 5, 1",
    "19456, 54, 1",
    "8192, 2147483647, 1",
    "8192, 1, 0",
    "8192, 1, 17",
    "-2147483648, -2147483648, -2147483648",
  })
  void whatIsBeyondThemIsRefused(int memoryKib, int passes, int lanes) {
    assertThrows(InvalidInputException.class, () -> new KdfParameters(memoryKib, passes, lanes));
  }

  @Test
  void oneIsChangedAtATime() {
    KdfParameters changed = KdfParameters.DEFAULTS.withMemoryKib(65_536).withPasses(3).withLanes(4);
    assertEquals(new KdfParameters(65_536, 3, 4), changed);
  }
}
