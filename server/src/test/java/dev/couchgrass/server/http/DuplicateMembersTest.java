package dev.couchgrass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateMembersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"roles\":[\"_admin\"],\"roles\":[]}",
        "{\"roles\":1,\"rol\\u0065s\":2}",
        "{\"docs\":[{\"a\":{\"b\":1,\"c\":2,\"b\":3}}]}"
      })
  void aMemberThatComesTwiceIsRefused(String json) {
    HttpFailure failure =
        assertThrows(HttpFailure.class, () -> DuplicateMembers.refuse(Buffer.buffer(json)));
    assertEquals(400, failure.status());
    assertEquals("Duplicate members are not allowed here.", failure.reason());
  }

  @Test
  void whatIsNoJsonIsRefusedToo() {
    assertThrows(
        HttpFailure.class, () -> DuplicateMembers.refuse(Buffer.buffer("{\"a\":1,,\"a\":2}")));
  }

  @Test
  void everythingElsePasses() {
    for (String json : new String[] {"", "[]", "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":2}]}"}) {
      assertEquals(json, DuplicateMembers.refuse(Buffer.buffer(json)).toString());
    }
  }
}
