package dev.couchgrass.core.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.vector.Vectors;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CidTest {
  private static final byte[] CONTENT = {1, 2, 3};
  private static final Cid ID = Cid.of(Codec.DAG_CBOR, CONTENT);

  private static void assertMalformed(Runnable making) {
    InvalidInputException refusal = assertThrows(InvalidInputException.class, making::run);
    assertEquals(Problem.BAD_REQUEST, refusal.problem());
  }

  static Stream<JsonNode> hashes() {
    List<JsonNode> vectors =
        List.copyOf(Vectors.read("hashes.json").get("hashes").findParents("hash"));
    assertTrue(vectors.size() >= 14);
    return vectors.stream();
  }

  private static byte[] pattern(int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i % 251);
    }
    return content;
  }

  @ParameterizedTest
  @Tag("CID-1")
  @Tag("CID-2")
  @Tag("CID-3")
  @MethodSource("hashes")
  void areWhatOtherLibrariesMake(JsonNode vector) {
    byte[] content = pattern(vector.get("length").asInt());
    Hash hash = Hash.of(content);
    assertEquals(vector.get("hash").asText(), hash.toString());
    assertEquals(hash, Hash.parse(hash.toString()));
    assertEquals(hash, Hash.ofBytes(hash.bytes()));
    Cid id = Cid.of(Codec.DAG_CBOR, content);
    assertEquals(vector.get("dagCbor").asText(), id.toString());
    assertEquals(vector.get("raw").asText(), Cid.of(Codec.RAW, content).toString());
    assertArrayEquals(Vectors.bytes(vector.get("dagCborBytes")), id.bytes());
    assertEquals(id, Cid.parse(id.toString()));
    assertEquals(id, Cid.ofBytes(id.bytes()));
  }

  @Test
  @Tag("CID-1")
  void aHashIsWrittenInOneWay() {
    String text = ID.hash().toString();
    assertEquals("b177ec1bf26dfb3b7010d473e6d44713b29b765b99c6e60ecbfae742de496543", text);
    assertMalformed(() -> Hash.parse(text.toUpperCase(Locale.ROOT)));
    assertMalformed(() -> Hash.parse(text.substring(2)));
    assertMalformed(() -> Hash.parse(text + "00"));
    assertMalformed(() -> Hash.parse(text.replace('b', 'g')));
    assertMalformed(() -> Hash.ofBytes(new byte[31]));
    assertMalformed(() -> Hash.ofBytes(new byte[33]));
  }

  /** What is handed in or out is a copy. */
  @Test
  void hashesDoNotChange() {
    byte[] bytes = ID.hash().bytes();
    Hash copy = Hash.ofBytes(bytes);
    bytes[0] ^= 1;
    ID.hash().bytes()[0] ^= 1;
    assertEquals(ID.hash(), copy);
  }

  static Stream<String> malformedTexts() {
    String text = ID.toString();
    // 36 bytes leave two bits of the last digit unused.
    char otherBits = (char) (text.charAt(text.length() - 1) + 1);
    return Stream.of(
        "",
        "b",
        text.substring(1),
        "B" + text.substring(1),
        "z" + text.substring(1),
        text.toUpperCase(Locale.ROOT),
        "b" + text.substring(1).toUpperCase(Locale.ROOT),
        text + "=",
        text + "a",
        text.substring(0, text.length() - 1),
        text.substring(0, text.length() - 1) + otherBits,
        text.replace('a', '1'),
        text.replace('a', 'ä'),
        " " + text,
        ID.hash().toString());
  }

  @ParameterizedTest
  @Tag("CID-3")
  @MethodSource("malformedTexts")
  void anyOtherTextIsRefused(String text) {
    assertMalformed(() -> Cid.parse(text));
  }

  @Test
  @Tag("CID-2")
  @Tag("CID-3")
  void anyOtherVersionCodecAndHashIsRefused() {
    int[][] changes = {
      {0, 0}, {0, 2}, {1, 0x70}, {1, 0x12}, {2, 0x12}, {2, 0x1b}, {3, 31}, {3, 33}
    };
    for (int[] change : changes) {
      byte[] bytes = ID.bytes();
      bytes[change[0]] = (byte) change[1];
      assertMalformed(() -> Cid.ofBytes(bytes));
      assertMalformed(() -> Cid.parse("b" + Base32.encode(bytes)));
    }
    assertMalformed(() -> Cid.ofBytes(Arrays.copyOf(ID.bytes(), Cid.BYTES - 1)));
    assertMalformed(() -> Cid.ofBytes(Arrays.copyOf(ID.bytes(), Cid.BYTES + 1)));
    assertMalformed(() -> Cid.ofBytes(new byte[0]));
  }

  @Test
  @Tag("CID-4")
  void theOrderIsThatOfTheBytes() {
    List<String> ordered = Vectors.texts(Vectors.read("hashes.json").get("order"));
    List<Cid> ids = new java.util.ArrayList<>(ordered.stream().map(Cid::parse).toList());
    Collections.reverse(ids);
    Collections.sort(ids);
    assertEquals(ordered, ids.stream().map(Cid::toString).toList());
    for (int i = 1; i < ids.size(); i++) {
      assertTrue(Arrays.compareUnsigned(ids.get(i - 1).bytes(), ids.get(i).bytes()) < 0);
    }
  }

  @Test
  @Tag("CID-4")
  void theOrderIsNotThatOfTheTexts() {
    List<String> ordered = Vectors.texts(Vectors.read("hashes.json").get("order"));
    assertNotEquals(ordered.stream().sorted().toList(), ordered);
  }
}
