package dev.couchgrass.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteLocationTest {
  @Test
  void readsAllParts() {
    RemoteLocation read =
        RemoteLocation.parse("HTTPS://an%40na:p%3Aw+d@couch.example.org:6984/some/path/a%2Fb/");
    assertEquals("https://couch.example.org:6984/some/path", read.server().toString());
    assertEquals("a/b", read.database().value());
    assertEquals("an@na", read.credentials().orElseThrow().name());
    assertEquals("p:w+d", read.credentials().orElseThrow().password());
    assertEquals("https://couch.example.org:6984/some/path/a%2Fb/", read.url());
    RemoteLocation plain = RemoteLocation.parse("http://[::1]:5984/db");
    assertEquals("http://[::1]:5984", plain.server().toString());
    assertEquals(true, plain.credentials().isEmpty());
  }

  @Test
  void noTextTellsASecret() {
    RemoteLocation read =
        RemoteLocation.parse("http://anna:secret@h/db").withHeaders(Map.of("X-Token", "secret"));
    assertFalse((read + " " + read.url() + read.credentials()).contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://anna:secret@",
        "http://anna:sec ret@h/db",
        "ftp://anna:secret@h/db",
        "http://anna:secret@h/secret?x=1",
        "http://anna:secret@h/",
        "http://anna:secret@h/SECRET",
        "http://:secret@h/db",
        "http://anna:%zzsecret@h/db",
        "secret"
      })
  void whatIsNoDatabasesUrlIsRefusedAndNotTold(String url) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> RemoteLocation.parse(url));
    for (Throwable each = refused; each != null; each = each.getCause()) {
      assertFalse(String.valueOf(each.getMessage()).contains("secret"), each::toString);
    }
  }
}
