package dev.couchgrass.instance.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
  private static void assertRefused(Problem problem, String type, String address) {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> new PeerAddress(type, address));
    assertEquals(problem, refusal.problem());
  }

  @ParameterizedTest
  @Tag("TIC-3")
  @ValueSource(strings = {"", "Mesh", "1mesh", "-", "me sh", "me:sh", "mesh\n", "müsh"})
  void aTypeIsALowerCaseName(String type) {
    assertRefused(Problem.BAD_REQUEST, type, "x");
  }

  @Test
  @Tag("TIC-3")
  void aTypeIsShort() {
    String most = "m".repeat(32);
    assertEquals(most, new PeerAddress(most, "x").type());
    assertRefused(Problem.BAD_REQUEST, most + "m", "x");
  }

  @ParameterizedTest
  @Tag("TIC-3")
  @ValueSource(strings = {"", "a\nb", "\u0000", "\u007f", "\u0085", "\ud800", "x\udc00"})
  void anAddressIsTextWithoutControls(String address) {
    assertRefused(Problem.BAD_REQUEST, "mesh", address);
  }

  @Test
  @Tag("TIC-4")
  void anAddressIsLimited() {
    String most = "x".repeat(PeerAddress.MAX_LENGTH);
    assertEquals(most, new PeerAddress("mesh", most).address());
    assertRefused(Problem.TOO_LARGE, "mesh", most + "x");
  }

  @ParameterizedTest
  @Tag("TIC-3")
  @ValueSource(
      strings = {
        "http://peer",
        "HTTP://peer:80/a/b?c=d",
        "http://[::1]:5984/",
        "http://127.0.0.1:65535",
        "http://eve:hush@peer/",
      })
  void aUrlOfItsTypeIsTaken(String address) {
    assertEquals(address, new PeerAddress("http", address).address());
  }

  @ParameterizedTest
  @Tag("TIC-3")
  @ValueSource(
      strings = {
        "peer:80",
        "//peer:80",
        "http:peer",
        "http:///path",
        "http://",
        "http://peer:65536",
        "http://pe er",
        "http://peer/%",
        "https://peer",
        "ftp://peer",
      })
  void anyOtherIsRefused(String address) {
    assertRefused(Problem.BAD_REQUEST, "http", address);
  }

  @Test
  @Tag("TIC-5")
  void whatDescribesItShowsTheHostOfAUrlAlone() {
    assertEquals(
        "PeerAddress[http://peer:80]",
        new PeerAddress("http", "http://eve:hush@peer:80/hush?hush#hush").toString());
    assertEquals(
        "PeerAddress[https://peer]", new PeerAddress("https", "https://peer/hush").toString());
    assertEquals("PeerAddress[mesh, address redacted]", new PeerAddress("mesh", "hush").toString());
  }
}
