package dev.couchgrass.core.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.InvalidInputException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

class JsonBodyProperties {
  private static final ObjectMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @Property
  @Tag("DOC-6")
  @Tag("DOC-7")
  void meansWhatArrived(@ForAll long seed) throws IOException {
    byte[] json = RandomJson.object(seed, true);
    JsonBody body = JsonBody.parse(json);
    JsonNode arrived = TREES.readTree(json);
    JsonNode kept = TREES.readTree(body.bytes());
    assertEquals(arrived, kept);
    assertEquals(arrived.toString(), kept.toString());
  }

  @Property
  @Tag("DOC-7")
  @Tag("DOC-8")
  void onlyWhiteSpaceGoes(@ForAll long seed) {
    byte[] json = RandomJson.object(seed, true);
    assertArrayEquals(withoutSpace(json), JsonBody.parse(json).bytes());
  }

  @Property
  void readingAgainChangesNothing(@ForAll long seed) {
    JsonBody once = JsonBody.parse(RandomJson.object(seed, false));
    JsonBody twice = JsonBody.parse(once.bytes());
    assertEquals(once, twice);
    assertEquals(once.hashCode(), twice.hashCode());
  }

  @Property
  @Tag("DOC-9")
  void lastOfEqualNamesStays(@ForAll long seed) throws IOException {
    byte[] json = RandomJson.object(seed, false);
    JsonBody body = JsonBody.parse(json);
    assertEquals(
        new NaiveJson(json).read().toString(), new NaiveJson(body.bytes()).read().toString());
    assertEquals(((ObjectNode) TREES.readTree(json)), TREES.readTree(body.bytes()));
  }

  @Property
  void storedBodyHasTheSameTerm(@ForAll long seed) throws Exception {
    JsonBody read = JsonBody.parse(RandomJson.object(seed, false));
    byte[] first = digest(read);
    assertArrayEquals(first, digest(read));
    assertArrayEquals(first, digest(JsonBody.stored(read.bytes())));
  }

  @Property
  @Tag("REV-6")
  void termIsThatOfTheTree(@ForAll long seed) throws Exception {
    byte[] json = RandomJson.object(seed, false);
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    NaiveJson.writeTerm(new NaiveJson(json).read(), md5);
    assertArrayEquals(md5.digest(), digest(JsonBody.parse(json)));
  }

  @Property
  void mutatedBytesAreReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] json = RandomJson.object(seed, false);
    for (int i = random.nextInt(4); i >= 0; i--) {
      json[random.nextInt(json.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "{}[]\",:\\u0d89e.-+".charAt(random.nextInt(17));
    }
    try {
      JsonBody body = JsonBody.parse(json);
      assertEquals(body, JsonBody.parse(body.bytes()));
    } catch (InvalidInputException expected) {
      assertEquals("", expected.detail().orElse(""));
    }
  }

  private static byte[] digest(JsonBody body) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    body.feedTerm(md5);
    return md5.digest();
  }

  private static byte[] withoutSpace(byte[] json) {
    List<Byte> kept = new ArrayList<>();
    boolean inString = false;
    boolean escaped = false;
    for (byte b : json) {
      if (inString) {
        kept.add(b);
        inString = escaped || b != '"';
        escaped = !escaped && b == '\\';
      } else if (b < 0 || b > ' ') {
        kept.add(b);
        inString = b == '"';
      }
    }
    byte[] bytes = new byte[kept.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = kept.get(i);
    }
    return bytes;
  }
}
