package dev.couchgrass.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ObjectStreamProperties {
  @Property(tries = 300)
  void givesTheBytesOfEachObjectInWhateverPiecesTheyCome(
      @ForAll("texts") List<String> objects,
      @ForAll boolean array,
      @ForAll @IntRange(min = 1, max = 9_000) int piece)
      throws IOException {
    String text =
        array ? "[ " + String.join(" ,\n", objects) + " ]\n" : String.join("\n", objects) + "\n";
    assertEquals(objects, read(text, piece));
  }

  @Property(tries = 300)
  void aMemberTakenOutLeavesTheOthersAsTheyWere(@ForAll("texts") List<String> objects)
      throws IOException {
    for (String object : objects) {
      RawObject without = RawObject.parse(utf8(object));
      byte[] more = without.with(utf8("\"gone\":[1,{\"gone\":2}]"));
      assertEquals(object, text(RawObject.parse(more).without("gone")));
    }
  }

  private static List<String> read(String text, int piece) throws IOException {
    List<String> objects = new ArrayList<>();
    try (ObjectStream stream = ObjectStream.of(inPieces(utf8(text), piece))) {
      for (Optional<RawObject> o = stream.next(); o.isPresent(); o = stream.next()) {
        objects.add(text(o.get().bytes()));
      }
    }
    return objects;
  }

  private static InputStream inPieces(byte[] bytes, int piece) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, piece));
      }
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Texts.objects().list().ofMaxSize(80);
  }
}
