package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.cli.serve.RunningServer;
import dev.couchgrass.server.options.Limits;
import dev.couchgrass.server.options.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real server. */
@Timeout(60)
class CommandsTest {
  private static final String PASSWORD = "geheim";
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            ServerOptions.DEFAULTS
                .withPort(0)
                .withAdmin("anna", PASSWORD)
                .withLimits(Limits.DEFAULTS.withDocumentBytes(1_000)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Run run(String in, String... arguments) {
    return Run.with(
        Map.of("COUCHGRASS_URL", server.url(), "COUCHGRASS_ADMIN", "anna:" + PASSWORD),
        in,
        arguments);
  }

  private static Run done(String in, String... arguments) {
    Run run = run(in, arguments);
    assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    return run;
  }

  private static Run failed(String in, String... arguments) {
    Run run = run(in, arguments);
    assertEquals(ExitCode.FAILED, run.exitCode(), run.err());
    assertFalse(run.err().contains(PASSWORD), run.err());
    return run;
  }

  @Test
  void aSecondLoadChangesNothingAndListsConflicts() {
    String lines = "{\"_id\":\"a\",\"n\":1}\n{\"_id\":\"b\"}\n";
    assertTrue(done(lines, "load", "twice").err().startsWith("2 documents loaded in "));
    String before = done("", "dump", "twice").out();
    Run again = failed(lines + "{\"_id\":\"c\"}", "load", "twice", "--parallel", "1");
    assertTrue(
        again.err().startsWith("line 1: a: conflict: Document update conflict."), again.err());
    assertTrue(again.err().contains("line 2: b: conflict"), again.err());
    assertTrue(again.err().contains("1 document loaded, 2 refused"), again.err());
    assertTrue(done("", "dump", "twice").out().startsWith(before));
  }

  @Test
  void oneUnreadableDocumentDoesNotKeepItsBatchBack() {
    StringBuilder lines = new StringBuilder();
    IntStream.rangeClosed(1, 20)
        .forEach(
            i ->
                lines
                    .append("{\"_id\":\"" + i + "\",\"x\":\"")
                    .append("x".repeat(i == 13 ? 2_000 : 1))
                    .append("\"}\n"));
    Run load = failed(lines.toString(), "load", "large");
    assertTrue(load.err().startsWith("line 13: 13: "), load.err());
    assertTrue(load.err().contains("19 documents loaded, 1 refused"), load.err());
    assertEquals(19, done("", "dump", "large").out().lines().count());
  }

  @Test
  void whatComesBeforeMalformedInputIsLoaded() {
    Run load = failed("{\"_id\":\"a\"}\n{\"_id\":\"b\"\n{\"_id\":\"c\"}\n", "load", "broken");
    assertTrue(load.err().contains("couchgrass: standard input, line 3: column 1: "), load.err());
    assertTrue(load.err().contains("1 document loaded"), load.err());
    assertEquals("{\"_id\":\"a\"}\n", done("", "dump", "broken", "--strip-rev").out());
  }

  @Test
  void idsComeFromAMember() {
    String lines =
        "{\"code\":\"é \\\"1\\\"\",\"x\":1.0}\n{\"code\":7}\n{\"_id\":\"own\",\"code\":8}\n{\"code\":{}}\n";
    Run load = failed(lines, "load", "ids", "--id-field", "code");
    assertTrue(load.err().startsWith("line 4: code is no text or number"), load.err());
    assertEquals(
        "{\"_id\":\"7\",\"code\":7}\n"
            + "{\"_id\":\"own\",\"code\":8}\n"
            + "{\"_id\":\"é \\\"1\\\"\",\"code\":\"é \\\"1\\\"\",\"x\":1.0}\n",
        done("", "dump", "ids", "--strip-rev").out());
  }

  @Test
  void aDocumentWithoutIdGetsOne() {
    done("[{},{}]", "load", "nameless");
    assertEquals(2, done("", "dump", "nameless").out().lines().count());
  }

  @Test
  void oneObjectAroundDocumentsIsNoDocument() {
    for (String list : List.of("rows", "docs")) {
      String object = "{\"" + list + "\":[{\"_id\":\"a\"}]}";
      Run load = failed(object, "load", "around");
      assertTrue(load.err().contains("couchgrass: standard input is one object"), load.err());
      assertTrue(load.err().contains("jq -c '." + list + "[]"), load.err());
      assertEquals("", done("", "dump", "around").out());
    }
    for (String document :
        List.of(
            "[{\"rows\":[]}]",
            "{\"rows\":[]}{\"rows\":[]}",
            "{\"_id\":\"b\",\"docs\":[]}",
            "{\"docs\":7}")) {
      done(document, "load", "around");
    }
    assertEquals(5, done("", "dump", "around").out().lines().count());
    done("{\"docs\":[],\"n\":7}", "load", "around", "--id-field", "n");
    assertTrue(failed("{\"docs\":[]}\n{", "load", "around").err().contains("1 document loaded"));
  }

  @Test
  void noDatabaseIsMadeIfThatIsForbidden() {
    assertTrue(failed("{}", "load", "absent", "--no-create").err().contains("not_found"));
    assertTrue(failed("", "dump", "absent").err().contains("couchgrass: not_found: "));
  }

  @Test
  void aDocumentMayBeInAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a document.json"), "{\"n\": \"a b\"}");
    done("", "put", "filed", "a", "@" + file, "--create");
    assertTrue(done("", "get", "filed", "a").out().contains("\"n\":\"a b\""));
  }

  @Test
  void putGetAndChange() {
    Run put = done("", "put", "docs", "a/b é", "{\"n\": 1.0}", "--create");
    String revision = put.out().replaceAll("(?s).*\"rev\":\"([^\"]+)\".*", "$1");
    assertEquals(
        "{\"_id\":\"a/b é\",\"_rev\":\"" + revision + "\",\"n\":1.0}\n",
        done("", "get", "docs", "a/b é").out());
    assertTrue(failed("{}", "put", "docs", "a/b é").err().contains("couchgrass: conflict: "));
    done("{\"n\":2}", "put", "docs", "a/b é", "--rev", revision);
    assertTrue(done("", "get", "docs", "a/b é", "--rev", revision).out().contains("\"n\":1.0"));
    assertTrue(failed("", "get", "docs", "none").err().contains("not_found: missing"));
    assertTrue(failed("{\n1", "put", "docs", "x").err().contains("the document, line 2"));
  }

  @Test
  void changesAreLines() {
    done("{\"_id\":\"a\"}{\"_id\":\"b\"}", "load", "feed", "--parallel", "1");
    List<String> lines = done("", "changes", "feed", "--include-docs").out().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(1).contains("\"id\":\"b\""), lines.get(1));
    assertTrue(lines.get(1).contains("\"doc\":{"), lines.get(1));
    String since = lines.get(0).replaceAll(".*\"seq\":\"?([^\",]+).*", "$1");
    assertEquals(1, done("", "changes", "feed", "--since", since).out().lines().count());
  }

  @Test
  void changesAreFollowedAsTheyCome() throws Exception {
    done("{\"_id\":\"a\"}", "load", "live");
    PipedInputStream lines = new PipedInputStream();
    OutputStream out = new PipedOutputStream(lines);
    Thread follower = new Thread(() -> follow(out), "follower");
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
      follower.start();
      assertTrue(reader.readLine().contains("\"id\":\"a\""));
      done("{}", "put", "live", "b");
      assertTrue(reader.readLine().contains("\"id\":\"b\""));
    }
    // Nobody reads any more: the next change ends it.
    done("{}", "put", "live", "c");
    follower.join();
  }

  private static void follow(OutputStream out) {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            out,
            new PrintStream(OutputStream.nullOutputStream()),
            Map.of("COUCHGRASS_URL", server.url(), "COUCHGRASS_ADMIN", "anna:" + PASSWORD),
            false);
    Main.run(terminal, "changes", "live", "--follow");
  }

  @Test
  void infoShowsMembers() {
    done("{}", "load", "known");
    assertTrue(done("", "info", "known").out().contains("\ndoc_count: 1\n"));
    assertTrue(done("", "info").out().contains("\ncouchdb: Welcome\n"));
    assertTrue(done("", "info", "--json").out().startsWith("{\"couchdb\":\"Welcome\""));
  }

  @Test
  void whoIsNobodyIsToldHowToLogIn() {
    done("", "load", "closed");
    Run run = Run.of("dump", "closed", "--url", server.url());
    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(run.err().contains("unauthorized: "), run.err());
    assertTrue(run.err().contains("--user NAME:PASSWORD"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void credentialsComeFromFlagUrlOrEnvironment() {
    String withUser = server.url().replace("//", "//anna:" + PASSWORD + '@');
    assertEquals(ExitCode.DONE, Run.of("load", "who", "--url", withUser).exitCode());
    assertEquals(
        ExitCode.DONE,
        Run.of("info", "who", "--url", server.url(), "--user", "anna:" + PASSWORD).exitCode());
    assertEquals(
        ExitCode.FAILED, Run.of("info", "who", "--url", withUser, "--user", "anna:x").exitCode());
    assertEquals(
        ExitCode.DONE,
        Run.with(
                Map.of("COUCHGRASS_ADMIN", "anna:" + PASSWORD),
                "",
                "info",
                "who",
                "--url",
                server.url())
            .exitCode());
  }
}
