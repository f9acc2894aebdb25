package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_5;
import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.NumberValue;
import dev.couchgrass.core.crdt.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGrantTest {
  private static final KeyGrant NAMED = KeyGrant.of(ADMIN_5).withName("alice");

  @Test
  @Tag("AUT-1")
  @Tag("AUT-2")
  void isWrittenAsOneAtomicDocument() {
    String expected =
        """
        [1,{"auth":{"keys":{"%s":["atomic",{"name":"alice",\
        "permissions":{"priority":5,"type":"Admin"},"status":"Active"}]}}}]"""
            .formatted(ALICE.publicKey());
    assertArrayEquals(expected.getBytes(UTF_8), AuthWorld.put(ALICE, NAMED).encode());
  }

  @Test
  @Tag("AUT-1")
  void whatIsWrittenIsRead() {
    for (Permission permission : new Permission[] {ADMIN_5, WRITE_5, new Permission.Read()}) {
      for (KeyStatus status : KeyStatus.values()) {
        KeyGrant grant = NAMED.withPermission(permission).withStatus(status);
        assertEquals(Optional.of(grant), KeyGrantForm.read(KeyGrantForm.write(grant)));
        assertEquals(status == KeyStatus.ACTIVE, grant.isActive());
      }
    }
  }

  private static Optional<KeyGrant> read(String name, Value value) {
    Doc sound = (Doc) KeyGrantForm.write(NAMED);
    return KeyGrantForm.read(sound.merge(Doc.of(name, value)));
  }

  private static Optional<KeyGrant> readPermission(String type, Value priority) {
    Value form = Doc.of(Map.of("type", Value.of(type), "priority", priority)).atomic();
    return read("permissions", form);
  }

  @Test
  @Tag("AUT-1")
  void whatIsMalformedIsNoGrant() {
    assertEquals(Optional.empty(), KeyGrantForm.read(Value.of("Admin")));
    assertEquals(Optional.empty(), KeyGrantForm.read(Doc.EMPTY));
    assertEquals(Optional.empty(), read("name", Value.of("")));
    assertEquals(Optional.empty(), read("name", Value.of("n".repeat(256))));
    assertEquals(Optional.empty(), read("name", Value.of(1)));
    assertEquals(Optional.empty(), read("status", Value.of("active")));
    assertEquals(Optional.empty(), read("status", Doc.EMPTY));
    assertEquals(Optional.empty(), read("permissions", Value.of("Admin")));
    assertEquals(Optional.empty(), readPermission("Owner", Value.of(1)));
    assertEquals(Optional.empty(), readPermission("Admin", Value.of("1")));
    assertEquals(Optional.empty(), readPermission("Admin", Value.of(-1)));
    assertEquals(Optional.empty(), readPermission("Write", Value.of(1L << 32)));
    assertEquals(Optional.empty(), readPermission("Admin", new NumberValue("1.0")));
    assertEquals(Optional.empty(), readPermission("Admin", new NumberValue("9".repeat(99))));
  }

  @Test
  @Tag("AUT-1")
  void whatMeansNothingIsNotHeeded() {
    assertEquals(Optional.of(NAMED), read("comment", Value.of("a friend")));
    assertEquals(
        Optional.of(NAMED.withPermission(new Permission.Read())),
        readPermission("Read", Value.of(-1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ud83c"})
  void aNameThatNoEntryCanGiveIsRefused(String name) {
    assertThrows(InvalidInputException.class, () -> NAMED.withName(name));
    assertFalse(KeyGrant.isName(name));
  }

  @Test
  void aNameHasAtMost255Bytes() {
    String longest = "é".repeat(127) + "n";
    assertEquals(Optional.of(longest), NAMED.withName(longest).name());
    assertTrue(KeyGrant.isName(longest));
    assertThrows(InvalidInputException.class, () -> NAMED.withName(longest + "n"));
  }
}
