package dev.couchgrass.server.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.multipart.Bodies.Part;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MultipartReaderProperties {
  private static final String BOUNDARY = "-b-b";

  @Property(tries = 2000)
  void anyCutGivesTheSameParts(
      @ForAll("parts") List<Part> parts,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int most) {
    byte[] body = Bodies.write(BOUNDARY, parts);
    PieceStream stream = new PieceStream(Bodies.cut(body, new Random(seed), most));
    Future<List<Part>> read = Bodies.read(stream, BOUNDARY);
    assertTrue(read.succeeded(), () -> "Not read: " + read);
    assertEquals(parts, read.result());
  }

  @Property(tries = 2000)
  void everyTruncationFails(@ForAll("parts") List<Part> parts, @ForAll long seed) {
    byte[] body = Bodies.write(BOUNDARY, parts);
    Random random = new Random(seed);
    byte[] cut = java.util.Arrays.copyOf(body, random.nextInt(body.length));
    Future<List<Part>> read = Bodies.read(new PieceStream(Bodies.cut(cut, random, 20)), BOUNDARY);
    StoreException failure = assertInstanceOf(StoreException.class, read.cause());
    assertEquals(ErrorCode.BAD_REQUEST, failure.code());
  }

  @Property(tries = 5000)
  void mutationsAreReadOrRefused(@ForAll("parts") List<Part> parts, @ForAll long seed) {
    byte[] body = Bodies.write(BOUNDARY, parts);
    Random random = new Random(seed);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      byte[] likely = {'\r', '\n', '-', 'b', ':', 0, (byte) 0xff, ' '};
      body[random.nextInt(body.length)] = likely[random.nextInt(likely.length)];
    }
    Future<List<Part>> read = Bodies.read(new PieceStream(Bodies.cut(body, random, 20)), BOUNDARY);
    assertTrue(read.isComplete(), "Reading hangs");
    if (read.failed()) {
      StoreException failure = assertInstanceOf(StoreException.class, read.cause());
      assertTrue(Set.of(ErrorCode.BAD_REQUEST, ErrorCode.TOO_LARGE).contains(failure.code()));
    }
  }

  @Provide
  Arbitrary<List<Part>> parts() {
    Arbitrary<String> content =
        Arbitraries.strings()
            .withChars('\r', '\n', '-', 'b', 'x', '\u00ff')
            .ofMaxLength(60)
            // What a writer never lets happen: it would have chosen another boundary.
            .filter(text -> !("\r\n" + text).contains("\r\n-" + "-" + BOUNDARY));
    Arbitrary<Map<String, String>> headers =
        Arbitraries.maps(
                Arbitraries.of("content-type", "content-length", "x-a", "x-b"),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(10))
            .ofMaxSize(3);
    return Combinators.combine(headers, content).as(Part::new).list().ofMaxSize(4);
  }
}
