package dev.couchgrass.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:5984, http://127.0.0.1:5984/",
    "https://example.com/couch, https://example.com/couch/",
    "http://[::1]:5984/, http://[::1]:5984/"
  })
  void endsWithASlash(String url, String base) {
    assertEquals(base, Address.parse(url).base().toString());
  }

  @Test
  void takesCredentialsOutOfTheUrl() {
    Address address = Address.parse("http://admin:p%40ss+w%3Ard@example.com");
    assertEquals("http://example.com/", address.base().toString());
    assertEquals(Optional.of(new Credentials("admin", "p@ss+w:rd")), address.credentials());
    assertFalse(address.toString().contains("p@ss"), address.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "example.com", "ftp://example.com", "http://", "http://a b", "http://a/?q"})
  void refusesWhatIsNoServer(String url) {
    assertThrows(IllegalArgumentException.class, () -> Address.parse(url));
  }

  @Test
  void knowsThisMachine() {
    assertTrue(Address.parse("http://localhost:1").isLoopback());
    assertTrue(Address.parse("http://127.0.0.2").isLoopback());
    assertTrue(Address.parse("http://[::1]").isLoopback());
    assertFalse(Address.parse("http://example.com").isLoopback());
    assertFalse(Address.parse("http://127.0.0.1.example.com").isLoopback());
  }

  @Test
  void targetsAreEncoded() {
    assertEquals("a%2Fb/%C3%A9%20%2B", Target.document("a/b", "é +").path());
    assertEquals("db/_design/a%2Fb", Target.document("db", "_design/a/b").path());
    assertEquals(
        "http://h/db/_changes?since=a%26b&x=1",
        Target.of("db", "_changes")
            .with("since", "a&b")
            .with("x", "1")
            .under(Address.parse("http://h").base())
            .toString());
  }
}
