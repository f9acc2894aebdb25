package dev.couchgrass.core.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class CborProperties {
  private static final ObjectMapper JACKSON = new ObjectMapper(new CBORFactory());

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Object.class::cast),
            texts().map(Object.class::cast),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Object.class::cast),
            Arbitraries.doubles().map(Object.class::cast),
            Arbitraries.of(true, false, Optional.empty()),
            Arbitraries.of(Codec.values()).map(codec -> Cid.of(codec, new byte[] {1})));
    return Arbitraries.recursive(() -> scalars, CborProperties::grown, 0, 4);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(30)
        .filter(text -> text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
  }

  private static Arbitrary<Object> grown(Arbitrary<Object> values) {
    return Arbitraries.oneOf(
        values.list().ofMaxSize(5).map(Object.class::cast),
        Arbitraries.maps(texts(), values).ofMaxSize(5).map(Object.class::cast));
  }

  @Property(tries = 300)
  @Tag("ENT-3")
  void whatIsWrittenIsRead(@ForAll("values") Object value) {
    byte[] bytes = CborValue.encode(value);
    Object read = CborValue.decode(bytes);
    assertArrayEquals(bytes, CborValue.encode(read));
    assertEquals(plain(value), plain(read));
  }

  /** Jackson reads the same, though it would read much else as well. */
  @Property(tries = 300)
  void othersReadTheSame(@ForAll("values") Object value) throws IOException {
    assertSame(value, JACKSON.readTree(CborValue.encode(value)));
  }

  private static void assertSame(Object value, JsonNode node) throws IOException {
    if (value instanceof Map<?, ?> map) {
      assertEquals(map.size(), node.size());
      for (Map.Entry<?, ?> member : map.entrySet()) {
        assertSame(member.getValue(), node.get((String) member.getKey()));
      }
    } else if (value instanceof List<?> list) {
      assertEquals(list.size(), node.size());
      for (int i = 0; i < list.size(); i++) {
        assertSame(list.get(i), node.get(i));
      }
    } else if (value instanceof byte[] bytes) {
      assertArrayEquals(bytes, node.binaryValue());
    } else if (value instanceof Cid link) {
      assertEquals(Cid.BYTES + 1, node.binaryValue().length);
      assertArrayEquals(link.bytes(), java.util.Arrays.copyOfRange(node.binaryValue(), 1, 37));
    } else if (value instanceof Optional<?>) {
      assertEquals(true, node.isNull());
    } else if (value instanceof Long integer) {
      assertEquals(integer, node.longValue());
    } else if (value instanceof Double real) {
      assertEquals(real, node.doubleValue());
    } else {
      assertEquals(value.toString(), node.asText());
    }
  }

  /** Arrays are equal by what is in them, here. */
  private static String plain(Object value) {
    return value instanceof byte[] bytes
        ? java.util.Arrays.toString(bytes)
        : value instanceof List<?> list
            ? list.stream().map(CborProperties::plain).toList().toString()
            : value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                    .map(member -> member.getKey() + "=" + plain(member.getValue()))
                    .sorted()
                    .toList()
                    .toString()
                : value.toString();
  }

  @Property(tries = 300)
  @Tag("ENT-3")
  void damagedBytesAreRefusedOrCanonical(
      @ForAll("values") Object value,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int changes) {
    byte[] damaged = CborValue.encode(value);
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    assertCanonicalOrRefused(damaged);
  }

  @Property(tries = 300)
  @Tag("ENT-3")
  void randomBytesAreRefusedOrCanonical(@ForAll byte[] bytes) {
    assertCanonicalOrRefused(bytes);
  }

  private static void assertCanonicalOrRefused(byte[] bytes) {
    Object value;
    try {
      value = CborValue.decode(bytes);
    } catch (InvalidCborException refused) {
      return;
    }
    assertArrayEquals(bytes, CborValue.encode(value));
  }
}
