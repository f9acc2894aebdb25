package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.cli.json.Texts;
import dev.couchgrass.cli.serve.RunningServer;
import dev.couchgrass.server.options.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What is loaded comes back as it was, byte for byte. */
class RoundTripProperties {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static RunningServer server;

  /** How documents stand in a file. */
  enum Form {
    LINES,
    ARRAY,
    GZIP
  }

  @BeforeContainer
  static void start() {
    server = RunningServer.start(ServerOptions.DEFAULTS.withPort(0).withOpen(true));
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property(tries = 30)
  void dumpEqualsWhatWasLoaded(
      @ForAll("documents") Map<String, String> documents, @ForAll Form form) throws IOException {
    String database = "db" + DATABASES.incrementAndGet();
    List<String> lines = lines(documents);
    Run load = run(bytes(lines, form), "load", database, "--batch", "7", "--parallel", "3");
    assertEquals(ExitCode.DONE, load.exitCode(), load.err());
    Run dump = run(new byte[0], "dump", database, "--strip-rev");
    assertEquals(ExitCode.DONE, dump.exitCode(), dump.err());
    assertEquals(String.join("", lines), dump.out());
  }

  @Property(tries = 10)
  void aDumpLoadsIntoAnEqualDatabase(@ForAll("documents") Map<String, String> documents)
      throws IOException {
    String database = "db" + DATABASES.incrementAndGet();
    String copy = "db" + DATABASES.incrementAndGet();
    run(bytes(lines(documents), Form.LINES), "load", database);
    byte[] dump = run(new byte[0], "dump", database).out().getBytes(StandardCharsets.UTF_8);
    for (int time = 0; time < 2; time++) {
      Run load = run(dump, "load", copy, "--keep-revs");
      assertEquals(ExitCode.DONE, load.exitCode(), load.err());
    }
    Run again = run(new byte[0], "dump", copy);
    assertEquals(new String(dump, StandardCharsets.UTF_8), again.out());
  }

  private static Run run(byte[] in, String... arguments) {
    return Run.with(Map.of("COUCHGRASS_URL", server.url()), in, arguments);
  }

  /** In the order of ids, each with its line break. */
  private static List<String> lines(Map<String, String> documents) {
    return new TreeMap<>(documents)
        .entrySet().stream()
            .map(e -> "{\"_id\":\"" + e.getKey() + "\"," + e.getValue().substring(1) + "\n")
            .collect(Collectors.toList());
  }

  private static byte[] bytes(List<String> lines, Form form) throws IOException {
    String text =
        form == Form.ARRAY ? "[\n" + String.join(" , ", lines) + "]" : String.join("", lines);
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (form != Form.GZIP) {
      return plain;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  /** By id. Ids are of letters whose order is the same in UTF-16 as in UTF-8. */
  @Provide
  Arbitrary<Map<String, String>> documents() {
    Arbitrary<String> ids =
        Arbitraries.strings().withChars("abcXYZ019-. /éß€").ofMinLength(1).ofMaxLength(12);
    Arbitrary<String> first = Texts.values().map(value -> "{\"first\":" + value);
    Arbitrary<String> bodies =
        Combinators.combine(first, Texts.objects())
            .as((begin, object) -> begin + (object.equals("{}") ? "}" : "," + object.substring(1)));
    return Arbitraries.maps(ids, bodies).ofMaxSize(40);
  }
}
