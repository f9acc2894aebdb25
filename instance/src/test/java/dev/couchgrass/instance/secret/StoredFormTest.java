package dev.couchgrass.instance.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Tombstone;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Documents that are nearly those that are written. */
class StoredFormTest {
  /** What stands in a document, what stands there instead, of which nothing is to be read. */
  private static final List<Map.Entry<String, String>> CHANGES =
      List.of(
          Map.entry("\"cipher\":\"aes-256-gcm\"", "\"cipher\":\"aes-128-gcm\""),
          Map.entry("\"cipher\":\"aes-256-gcm\"", "\"cipher\":1"),
          Map.entry("\"cipher\":\"aes-256-gcm\",", ""),
          Map.entry("\"algorithm\":\"argon2id\"", "\"algorithm\":\"argon2i\""),
          Map.entry("\"version\":19", "\"version\":16"),
          Map.entry("\"version\":19", "\"version\":19,\"w\":1"),
          Map.entry("\"lanes\":1", "\"lanes\":1.0"),
          Map.entry("\"lanes\":1", "\"lanes\":\"1\""),
          Map.entry("\"lanes\":1", "\"lanes\":0"),
          Map.entry("\"lanes\":1", "\"lanes\":17"),
          Map.entry("\"lanes\":1", "\"lanes\":4294967297"),
          Map.entry("\"lanes\":1,", ""),
          Map.entry("\"memoryKib\":8192", "\"memoryKib\":8191"),
          Map.entry("\"memoryKib\":8192", "\"memoryKib\":262145"),
          Map.entry("\"memoryKib\":8192", "\"memoryKib\":2147483647"),
          Map.entry("\"memoryKib\":8192", "\"memoryKib\":1e4"),
          Map.entry("\"passes\":1", "\"passes\":0"),
          Map.entry("\"passes\":1", "\"passes\":129"),
          Map.entry("\"passes\":1", "\"passes\":99999999999999999999"),
          Map.entry("\"salt\":\"AAEC", "\"salt\":\"AA=C"),
          Map.entry("\"salt\":\"AAEC", "\"salt\":\"AAECAAEC"),
          Map.entry("DA0ODw==\"", "DA0ODx==\""),
          Map.entry("DA0ODw==\"", "DA0ODw\""),
          Map.entry("\"sealed\":\"", "\"sealed\":\"AAAA"),
          Map.entry("\"sealed\":\"", "\"sealed\":\"-AAA"),
          Map.entry("[1,[\"atomic\",", "[1,"));

  private static String wrapped() {
    try (Password password = Password.of("p");
        SigningKey key = Sample.key();
        SecretBytes secret = SecretBytes.ofOwned(key.secretBytes())) {
      return text(new WrappedKey(key.publicKey(), box(secret, password)).toDoc());
    }
  }

  private static String config() {
    try (Password password = Password.of("p");
        SecretBytes secret = SecretBytes.random(32, Sample.RANDOM)) {
      return text(new EncryptedStoreConfig(box(secret, password)).toDoc());
    }
  }

  /** With a salt whose text is known. */
  private static PasswordBox box(SecretBytes secret, Password password) {
    PasswordKdf kdf = PasswordKdf.of(Sample.CHEAP, Sample.counting(0, 16));
    try (SecretBytes key = kdf.derive(password)) {
      return new PasswordBox(kdf, SealedBox.seal(key, secret.raw(), new byte[0], Sample.RANDOM));
    }
  }

  private static String text(Doc doc) {
    return new String(doc.encode(), UTF_8);
  }

  private static Doc doc(String text) {
    return Doc.decode(text.getBytes(UTF_8));
  }

  private static Stream<DynamicTest> changes(String written, Consumer<Doc> reading) {
    reading.accept(doc(written));
    return CHANGES.stream()
        .map(
            change -> {
              String changed = written.replace(change.getKey(), change.getValue());
              String whole = changed.startsWith("[1,{") ? changed.replace("]]", "]") : changed;
              String name = change.getKey() + " -> " + change.getValue();
              return DynamicTest.dynamicTest(name, () -> assertRefused(written, whole, reading));
            });
  }

  private static void assertRefused(String written, String changed, Consumer<Doc> reading) {
    assertNotEquals(written, changed);
    Doc doc = doc(changed);
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> reading.accept(doc));
    assertTrue(refusal.detail().isEmpty());
  }

  @TestFactory
  @Tag("SEC-5")
  @Tag("SEC-9")
  Stream<DynamicTest> aChangedKeyIsRefused() {
    return changes(wrapped(), StoredKey::ofDoc);
  }

  @TestFactory
  @Tag("SEC-5")
  @Tag("SEC-15")
  Stream<DynamicTest> aChangedConfigurationIsRefused() {
    return changes(config(), EncryptedStoreConfig::ofDoc);
  }

  @Test
  @Tag("SEC-9")
  void otherMembersAndTypesOfAKeyAreRefused() {
    Doc written = doc(wrapped());
    String secret = "ed25519:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    for (Doc other :
        List.of(
            Doc.EMPTY,
            written.merge(Doc.of("x", Value.of(1))),
            written.merge(Doc.of("x", Tombstone.TOMBSTONE)),
            written.merge(Doc.of("type", Tombstone.TOMBSTONE)),
            written.merge(Doc.of("type", Value.of("plain"))),
            written.merge(Doc.of("type", Value.of("other"))),
            written.merge(Doc.of("secret", Value.of(secret))),
            written.merge(Doc.of("publicKey", Value.of("ed25519:"))),
            Doc.of("type", Value.of("plain")).atomic(),
            Doc.of(Map.of("type", Value.of("plain"), "secret", Value.of(secret))),
            Doc.of(Map.of("type", Value.of("plain"), "secret", Value.of("AAEC"))).atomic())) {
      assertThrows(InvalidInputException.class, () -> StoredKey.ofDoc(other), other::toString);
    }
  }

  @Test
  @Tag("SEC-15")
  void otherMembersOfAConfigurationAreRefused() {
    Doc written = doc(config());
    for (Doc other :
        List.of(
            Doc.EMPTY,
            written.merge(Doc.of("x", Value.of(1))),
            written.merge(Doc.of("payload", Value.of("none"))),
            written.merge(Doc.of("payload", Tombstone.TOMBSTONE)),
            written.merge(Doc.of("dataKey", Value.of("x"))))) {
      assertThrows(
          InvalidInputException.class, () -> EncryptedStoreConfig.ofDoc(other), other::toString);
    }
  }

  /** As it stands within a larger document: the later of two is there whole. */
  @Test
  @Tag("SEC-9")
  void twoVersionsAreNeverMixed() {
    Doc one = doc(wrapped());
    Doc other = doc(wrapped());
    Doc merged = Doc.of("key", one).merge(Doc.of("key", other));
    assertEquals(StoredKey.ofDoc(other), StoredKey.ofDoc((Doc) merged.get("key").orElseThrow()));
  }
}
