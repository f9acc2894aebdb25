package dev.couchgrass.cli.replicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.cli.client.Address;
import dev.couchgrass.cli.client.Credentials;
import dev.couchgrass.store.DatabaseName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideTest {
  private static final Address USUAL = Address.parse("http://localhost:5984/");
  private static final Credentials ANNA = new Credentials("anna", "secret");

  private static Side parse(String text) {
    return Side.parse(text, USUAL, address -> address.withCredentials(ANNA));
  }

  @Test
  void aNameIsOfTheUsualServer() {
    assertEquals(new Side.OnServer(USUAL, new DatabaseName("a/b")), parse("a/b"));
  }

  @Test
  void aUrlEndsInAName() {
    Address server = Address.parse("https://example.org/couch/").withCredentials(ANNA);
    assertEquals(
        new Side.OnServer(server, new DatabaseName("a/b+c")),
        parse("https://example.org/couch/a%2Fb+c"));
  }

  @Test
  void aFolderAndAName() {
    assertEquals(
        new Side.InFolder(Path.of("/var/data"), new DatabaseName("a")), parse("file:/var/data/a"));
    assertEquals(
        new Side.InFolder(Path.of("data"), new DatabaseName("a/b")), parse("file:data/a%2Fb"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5984",
        "http://localhost:5984/",
        "https://",
        "file:data",
        "file:/a",
        "file:data/",
        "Upper",
        "",
        "ftp://a/b",
        "http://a/b/Upper",
        "http://a/b%"
      })
  void whatIsNoneIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> parse(text));
  }
}
