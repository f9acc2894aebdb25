package dev.couchgrass.core.entry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.vector.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every entry of the vectors, made of what it says, and read back. */
class EntryVectorsTest {
  private static Stream<DynamicTest> each(java.util.function.Consumer<JsonNode> check) {
    List<JsonNode> vectors = new ArrayList<>();
    Vectors.read("entries.json").forEach(vectors::add);
    assertTrue(vectors.size() >= 16);
    return vectors.stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(vector.get("name").asText(), () -> check.accept(vector)));
  }

  @TestFactory
  @Tag("ENT-1")
  @Tag("ENT-4")
  @Tag("ENT-6")
  @Tag("ENT-10")
  Stream<DynamicTest> areMadeByteForByte() {
    return each(
        vector -> {
          EntryFields fields = fields(vector);
          assertArrayEquals(
              vector.get("metadata").asText().getBytes(StandardCharsets.UTF_8),
              MetadataJson.encode(fields.metadata()));
          byte[] signed = EntryEncoding.encode(fields, Optional.empty());
          assertArrayEquals(Vectors.bytes(vector.get("signingBytes")), signed);
          Entry entry = built(vector, fields);
          assertArrayEquals(Vectors.bytes(vector.get("bytes")), entry.bytes());
          assertEquals(vector.get("id").asText(), entry.id().toString());
          assertArrayEquals(Vectors.bytes(vector.get("idBytes")), entry.id().bytes());
        });
  }

  @TestFactory
  @Tag("ENT-1")
  @Tag("ENT-2")
  @Tag("ENT-6")
  Stream<DynamicTest> areReadAsTheyWereMade() {
    return each(
        vector -> {
          Entry entry = Entry.decode(Vectors.bytes(vector.get("bytes")));
          EntryFields fields = fields(vector);
          assertEquals(vector.get("id").asText(), entry.id().toString());
          assertEquals(vector.get("signature").asText(), entry.signature().toString());
          assertArrayEquals(Vectors.bytes(vector.get("signingBytes")), entry.signingBytes());
          assertEquals(fields.root().isEmpty(), entry.isRoot());
          assertEquals(fields.root().orElse(entry.id()), entry.database());
          assertEquals(fields.parents(), entry.parents());
          assertEquals(fields.metadata(), entry.metadata());
          assertEquals(fields.height(), entry.height());
          assertEquals(fields.signer(), entry.signer());
          assertSameStores(fields.subtrees(), entry.subtrees());
          try (SigningKey key = SigningKey.ofBytes(Vectors.bytes(vector.get("secret")))) {
            assertTrue(entry.isSignedBy(key.publicKey()));
            assertFalse(entry.isSignedBy(SigningKey.ofBytes(World.filled(9)).publicKey()));
          }
        });
  }

  private static void assertSameStores(List<Subtree> expected, List<Subtree> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Subtree one = expected.get(i);
      Subtree other = actual.get(i);
      assertEquals(one.name(), other.name());
      assertEquals(one.parents(), other.parents());
      assertEquals(one.height(), other.height());
      assertEquals(one.data().isPresent(), other.data().isPresent());
      one.data().ifPresent(data -> assertArrayEquals(data, other.data().orElseThrow()));
    }
  }

  private static Entry built(JsonNode vector, EntryFields fields) {
    EntryBuilder builder;
    if (fields.root().isEmpty()) {
      builder = EntryBuilder.root(fields.metadata().entropy().orElseThrow());
    } else {
      List<Cid> pin = fields.metadata().settingsTips();
      builder = EntryBuilder.child(fields.root().get(), fields.parents(), pin);
      if (fields.metadata().entropy().isPresent()) {
        builder.entropy(fields.metadata().entropy().getAsLong());
      }
    }
    fields.subtrees().forEach(builder::subtree);
    builder.height(fields.height()).signer(fields.signer());
    try (SigningKey key = SigningKey.ofBytes(Vectors.bytes(vector.get("secret")))) {
      return builder.sign(key);
    }
  }

  private static EntryFields fields(JsonNode vector) {
    JsonNode entropy = vector.get("entropy");
    Metadata metadata =
        new Metadata(
            ids(vector.get("settingsTips")),
            entropy.isNull()
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseUnsignedLong(entropy.asText())));
    List<Subtree> subtrees = new ArrayList<>();
    vector.get("subtrees").forEach(part -> subtrees.add(subtree(part)));
    return new EntryFields(
        vector.get("root").isNull()
            ? Optional.empty()
            : Optional.of(Cid.parse(vector.get("root").asText())),
        ids(vector.get("parents")),
        metadata,
        vector.get("height").asLong(),
        subtrees,
        signer(vector.get("signer")));
  }

  private static Subtree subtree(JsonNode part) {
    JsonNode height = part.get("height");
    return new Subtree(
        part.get("name").asText(),
        ids(part.get("parents")),
        part.get("data").isNull() ? Optional.empty() : Optional.of(Vectors.bytes(part.get("data"))),
        height.isNull() ? OptionalLong.empty() : OptionalLong.of(height.asLong()));
  }

  private static SigKey signer(JsonNode signer) {
    KeyHint hint = hint(signer.get("hint"));
    if (signer.get("path").isNull()) {
      return new SigKey.Direct(hint);
    }
    List<DelegationStep> path = new ArrayList<>();
    for (JsonNode step : signer.get("path")) {
      path.add(new DelegationStep(Cid.parse(step.get("database").asText()), ids(step.get("tips"))));
    }
    return new SigKey.Delegated(path, hint);
  }

  private static KeyHint hint(JsonNode hint) {
    if (hint.has("name")) {
      return new KeyHint.ByName(hint.get("name").asText());
    }
    return hint.has("global")
        ? new KeyHint.Global(PublicKey.parse(hint.get("global").asText()))
        : new KeyHint.ByKey(PublicKey.parse(hint.get("key").asText()));
  }

  private static List<Cid> ids(JsonNode texts) {
    return Vectors.texts(texts).stream().map(Cid::parse).toList();
  }
}
