package dev.couchgrass.core.crdt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.couchgrass.core.InvalidInputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

class DocEncodingProperties {
  @Provide
  Arbitrary<Doc> docs() {
    return RandomValues.docs();
  }

  @Property
  @Tag("CRD-22")
  @Tag("CRD-23")
  void whatIsWrittenIsRead(@ForAll("docs") Doc doc) throws IOException {
    byte[] bytes = doc.encode();
    Doc read = Doc.decode(bytes);
    assertEquals(doc, read);
    assertEquals(doc.hashCode(), read.hashCode());
    assertArrayEquals(bytes, read.encode());
    assertEquals(1, new ObjectMapper().readTree(bytes).get(0).asInt());
  }

  @Property
  @Tag("CRD-23")
  void equalDocumentsAloneHaveEqualBytes(@ForAll("docs") Doc a, @ForAll("docs") Doc b) {
    assertEquals(a.equals(b), Arrays.equals(a.encode(), b.encode()));
    assertEquals(a.merge(b).equals(b), Arrays.equals(a.merge(b).encode(), b.encode()));
  }

  @Property
  @Tag("CRD-1")
  @Tag("CRD-2")
  void anyTextComesBack(@ForAll String text) {
    String wellFormed = new String(text.getBytes(UTF_8), UTF_8);
    Doc doc = Doc.of(wellFormed, Value.of(wellFormed));
    assertEquals(doc, Doc.decode(doc.encode()));
  }

  @Property(tries = 100)
  @Tag("CRD-23")
  void anyPartIsRefused(@ForAll("docs") Doc doc) {
    byte[] bytes = doc.encode();
    for (int length = 0; length < bytes.length; length++) {
      assertRefusedOrCanonical(Arrays.copyOf(bytes, length), true);
    }
  }

  @Property
  @Tag("CRD-23")
  void mutatedBytesAreRefusedOrAnotherDocument(@ForAll("docs") Doc doc, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = doc.encode();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "{}[]\",:\\u0d19e.-+".charAt(random.nextInt(17));
    }
    assertRefusedOrCanonical(bytes, false);
  }

  private static void assertRefusedOrCanonical(byte[] bytes, boolean mustBeRefused) {
    Doc read;
    try {
      read = Doc.decode(bytes);
    } catch (InvalidInputException refused) {
      return;
    }
    assertEquals(false, mustBeRefused);
    assertArrayEquals(bytes, read.encode());
  }
}
