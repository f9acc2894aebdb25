package dev.couchgrass.core.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.vector.Vectors;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation of the vectors, made of what it says, and read back. */
class OperationVectorsTest {
  private static List<JsonNode> vectors() {
    List<JsonNode> vectors = new ArrayList<>();
    Vectors.read("operations.json").forEach(vectors::add);
    assertTrue(vectors.size() >= 30);
    return vectors;
  }

  private static Stream<DynamicTest> each(Consumer<JsonNode> check) {
    return vectors().stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(vector.get("name").asText(), () -> check.accept(vector)));
  }

  /** Three headers that p2panda publishes, with their ids. */
  @Test
  @Tag("OPN-1")
  @Tag("OPN-4")
  @Tag("OPN-7")
  void thePublishedOnesAreAmongThem() {
    List<String> ids =
        List.of(
            "fbc25eaaa999123a8655a6879bf5da1353977bf41d0a9740ab2f436bd1199250",
            "442bfafb2f97793a1e901881ab235938a1704b5ba8c9c379a99b5568813c8da1");
    List<Operation> published = vectors().subList(0, 3).stream().map(this::read).toList();
    for (Operation operation : published) {
      assertEquals(
          "e415c4190cc7f1647a592ebf8e5f905c2adef9948b175b2b5c11e14511b51620",
          HexFormat.of().formatHex(operation.header().author().bytes()));
      operation.requireValid();
    }
    assertEquals(ids, published.subList(0, 2).stream().map(one -> one.id().toString()).toList());
    assertArrayEquals(World.text("Hello, Sloth!"), published.get(1).body().orElseThrow().bytes());
    assertEquals(Optional.of(published.get(1).id()), published.get(2).header().backlink());
    LogCheck.requireFollows(published.get(1).header(), published.get(2).header());
  }

  @TestFactory
  @Tag("OPN-1")
  @Tag("OPN-4")
  @Tag("OPN-5")
  @Tag("OPN-7")
  Stream<DynamicTest> areMadeByteForByte() {
    return each(
        vector -> {
          HeaderFields fields = fields(vector);
          byte[] signed = HeaderEncoding.encode(fields, Optional.empty());
          assertArrayEquals(Vectors.bytes(vector.get("signingBytes")), signed);
          try (SigningKey key = SigningKey.ofBytes(Vectors.bytes(vector.get("secret")))) {
            Signature signature = key.sign(signed);
            assertArrayEquals(Vectors.bytes(vector.get("signature")), signature.bytes());
            byte[] bytes = HeaderEncoding.encode(fields, Optional.of(signature));
            assertArrayEquals(Vectors.bytes(vector.get("header")), bytes);
            assertEquals(vector.get("id").asText(), Hash.of(bytes).toString());
          }
        });
  }

  @TestFactory
  @Tag("OPN-1")
  @Tag("OPN-2")
  @Tag("OPN-5")
  @Tag("OPN-6")
  @Tag("OPN-7")
  @Tag("OPN-13")
  Stream<DynamicTest> areReadAsTheyWereMade() {
    return each(
        vector -> {
          Operation operation = read(vector);
          Header header = operation.header();
          HeaderFields fields = fields(vector);
          operation.requireValid();
          assertEquals(vector.get("id").asText(), operation.id().toString());
          assertArrayEquals(Vectors.bytes(vector.get("signingBytes")), header.signingBytes());
          assertEquals(fields, HeaderDecoding.decode(header.bytes()).fields());
          assertEquals(1, header.version());
          assertEquals(fields.author(), header.author());
          assertEquals(fields.payloadSize(), header.payloadSize());
          assertEquals(fields.payloadHash(), header.payloadHash());
          assertEquals(fields.timestamp(), header.timestamp());
          assertEquals(fields.sequenceNumber(), header.sequenceNumber());
          assertEquals(fields.backlink(), header.backlink());
          assertEquals(fields.extensions(), header.extensions());
        });
  }

  /** The first ones of logs, which a builder makes of nothing but what they say. */
  @TestFactory
  @Tag("OPN-4")
  Stream<DynamicTest> areBuilt() {
    List<JsonNode> firsts =
        vectors().stream().filter(vector -> vector.get("sequenceNumber").asLong() == 0).toList();
    assertTrue(firsts.size() > 15);
    return firsts.stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(vector.get("name").asText(), () -> assertBuilt(vector)));
  }

  private void assertBuilt(JsonNode vector) {
    OperationBuilder builder = OperationBuilder.first();
    present(vector, "body").map(Vectors::bytes).ifPresent(builder::body);
    present(vector, "timestamp").map(JsonNode::asLong).ifPresent(builder::timestamp);
    present(vector, "extensions")
        .map(Vectors::bytes)
        .map(Extensions::decode)
        .ifPresent(builder::extensions);
    try (SigningKey key = SigningKey.ofBytes(Vectors.bytes(vector.get("secret")))) {
      assertArrayEquals(Vectors.bytes(vector.get("header")), builder.sign(key).header().bytes());
    }
  }

  @Test
  @Tag("OPN-15")
  void tellWhatTheySayAboutLogs() {
    var says =
        vectors().stream()
            .collect(
                Collectors.toMap(
                    vector -> vector.get("name").asText(),
                    vector -> LogExtensions.of(read(vector).header())));
    assertEquals(LogExtensions.NONE, says.get("published: a body"));
    assertEquals(LogExtensions.NONE, says.get("extensions: a prune flag alone"));
    assertEquals(LogExtensions.NONE, says.get("extensions: a map of the application's"));
    LogExtensions prune = LogExtensions.NONE.withPrune(true);
    assertEquals(prune, says.get("extensions: a prune flag"));
    assertEquals(prune.withLog(World.NOTES), says.get("a timestamp and all else"));
    LogExtensions everything = says.get("extensions: everything about logs");
    assertEquals(LogId.of(Hash.of(World.text("a topic"))), everything.log().orElseThrow());
    assertEquals(2, everything.previous().size());
    assertTrue(everything.prune());
    assertEquals(everything, says.get("extensions: everything, and the application's"));
    assertFalse(says.get("extensions: a log").prune());
  }

  private Operation read(JsonNode vector) {
    return Operation.decode(
        Vectors.bytes(vector.get("header")),
        present(vector, "body").map(Vectors::bytes).map(Body::of));
  }

  private static HeaderFields fields(JsonNode vector) {
    return new HeaderFields(
        1,
        PublicKey.ofBytes(Vectors.bytes(vector.get("key"))),
        present(vector, "body").map(body -> body.asText().length() / 2).orElse(0),
        present(vector, "bodyHash").map(hash -> Hash.parse(hash.asText())),
        number(vector, "timestamp"),
        vector.get("sequenceNumber").asLong(),
        present(vector, "backlink").map(hash -> Hash.parse(hash.asText())),
        present(vector, "extensions").map(bytes -> Extensions.decode(Vectors.bytes(bytes))));
  }

  private static OptionalLong number(JsonNode vector, String member) {
    Function<JsonNode, OptionalLong> present = value -> OptionalLong.of(value.asLong());
    return present(vector, member).map(present).orElse(OptionalLong.empty());
  }

  private static Optional<JsonNode> present(JsonNode vector, String member) {
    return Optional.of(vector.get(member)).filter(value -> !value.isNull());
  }
}
