package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.cli.serve.RunningServer;
import dev.couchgrass.server.options.Limits;
import dev.couchgrass.server.options.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicateCommandTest {
  private static final String PASSWORD = "x/y@ z";
  private static RunningServer server;
  private static RunningServer narrow;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    ServerOptions options = ServerOptions.DEFAULTS.withPort(0).withAdmin("anna", PASSWORD);
    server = RunningServer.start(options);
    narrow = RunningServer.start(options.withLimits(Limits.DEFAULTS.withDocumentBytes(1_000)));
  }

  @AfterAll
  static void stop() {
    server.close();
    narrow.close();
  }

  private static Run run(String in, String... arguments) {
    Run run =
        Run.with(
            Map.of("COUCHGRASS_URL", server.url(), "COUCHGRASS_ADMIN", "anna:" + PASSWORD),
            in,
            arguments);
    assertFalse(run.err().contains(PASSWORD), run.err());
    return run;
  }

  private static Run replicate(int exitCode, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "replicate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Run run = run("", all);
    assertEquals(exitCode, run.exitCode(), run.err());
    return run;
  }

  private static Run sync(int exitCode, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "sync";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Run run = run("", all);
    assertEquals(exitCode, run.exitCode(), run.err());
    return run;
  }

  private static void load(String database, String documents) {
    assertEquals(ExitCode.DONE, run(documents, "load", database).exitCode());
  }

  private static String dump(String database) {
    return run("", "dump", database).out();
  }

  private String file(String database) {
    return "file:" + folder.resolve("data") + "/" + database;
  }

  @Test
  void whatIsThereTravelsOnce() {
    load("once", "{\"_id\":\"a\",\"n\":1.0}\n{\"_id\":\"b\"}\n");
    Run first = replicate(ExitCode.DONE, "once", "again");
    assertTrue(first.err().startsWith("2 revisions written ("), first.err());
    assertEquals(dump("once"), dump("again"));
    Run second = replicate(ExitCode.DONE, "once", "again");
    assertTrue(second.err().startsWith("0 revisions written (0 B), 0 already"), second.err());
  }

  @Test
  void aFolderIsOneOfTheTwo() {
    load("kept", "{\"_id\":\"a\"}\n");
    replicate(ExitCode.DONE, "kept", file("kept%2Fhere"));
    replicate(ExitCode.DONE, file("kept%2Fhere"), server.url() + "back");
    assertEquals(dump("kept"), dump("back"));
  }

  @Test
  void whatIsRefusedIsListedAndTheRestIsThere() {
    load("wide", "{\"_id\":\"a\"}\n{\"_id\":\"b\",\"x\":\"" + "x".repeat(2_000) + "\"}\n");
    Run run = replicate(ExitCode.FAILED, "wide", narrow.url() + "wide");
    assertTrue(run.err().startsWith("b 1-"), run.err());
    assertTrue(run.err().contains(" was refused: The server refused: too_large: "), run.err());
    assertTrue(run.err().contains("1 revision written ("), run.err());
    assertTrue(run.err().contains(", 1 refused, in "), run.err());
  }

  @Test
  void someDocumentsMayBeChosen() {
    load("some", "{\"_id\":\"a\"}\n{\"_id\":\"b\"}\n{\"_id\":\"c\"}\n");
    replicate(ExitCode.DONE, "some", "chosen", "--id", "a", "--id", "c");
    assertEquals(2, dump("chosen").lines().count());
    replicate(ExitCode.DONE, "some", "chosen");
    assertEquals(3, dump("chosen").lines().count());
  }

  @Test
  void aSelectorChooses() throws IOException {
    load("all", "{\"_id\":\"a\",\"n\":1}\n{\"_id\":\"b\",\"n\":2}\n{\"_id\":\"c\"}\n");
    replicate(ExitCode.DONE, "all", "large", "--selector", "{\"n\":{\"$gt\":1}}");
    assertEquals(List.of("b"), dump("large").lines().map(ReplicateCommandTest::id).toList());
    Path selector = Files.writeString(folder.resolve("selector.json"), "{\"n\":1}");
    replicate(ExitCode.DONE, "all", file("small"), "--selector", "@" + selector);
    replicate(ExitCode.DONE, file("small"), "small", "--selector", "{}");
    assertEquals(List.of("a"), dump("small").lines().map(ReplicateCommandTest::id).toList());
  }

  private static String id(String line) {
    return line.replaceFirst(".*\"_id\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void aBadSelectorIsASlipInUse() {
    Run unknown = replicate(ExitCode.USAGE, "x", "y", "--selector", "{\"$foo\":1}");
    assertTrue(unknown.err().contains("--selector: Invalid operator: $foo"), unknown.err());
    Run broken = replicate(ExitCode.USAGE, "x", "y", "--selector", "{");
    assertTrue(broken.err().contains("--selector: invalid UTF-8 JSON"), broken.err());
    Run both = replicate(ExitCode.USAGE, "x", "y", "--selector", "{}", "--id", "a");
    assertTrue(both.err().contains("--id and --selector exclude each other"), both.err());
    Run missing = replicate(ExitCode.FAILED, "x", "y", "--selector", "@/nowhere/at/all");
    assertTrue(missing.err().contains("/nowhere/at/all"), missing.err());
  }

  @Test
  void failuresAreToldApart() {
    load("there", "{}");
    assertEquals(
        "couchgrass: missing: Database does not exist.\n",
        replicate(ExitCode.FAILED, "missing", "there").err());
    assertEquals(
        "couchgrass: new: Database does not exist.\n",
        replicate(ExitCode.FAILED, "there", "new", "--no-create").err());
    replicate(ExitCode.UNREACHABLE, "there", "http://127.0.0.1:1/there");
    replicate(ExitCode.USAGE, "there", "Wrong Name");
    replicate(ExitCode.USAGE, "there", "http://127.0.0.1:5984/");
    replicate(ExitCode.USAGE, "there");
    String stranger = server.url().replace("://", "://nobody:wrong@") + "there";
    Run refused = replicate(ExitCode.FAILED, stranger, "copy");
    assertTrue(refused.err().contains("put NAME:PASSWORD@ before the host"), refused.err());
    assertFalse(refused.err().contains("wrong"), refused.err());
  }

  @Test
  void eachGetsWhatTheOtherHas() {
    load("here", "{\"_id\":\"a\"}\n{\"_id\":\"both\",\"n\":1}\n");
    load("there2", "{\"_id\":\"b\"}\n{\"_id\":\"c\"}\n{\"_id\":\"both\",\"n\":2}\n");
    Run run = sync(ExitCode.DONE, "here", "there2");
    assertTrue(run.err().startsWith("5 revisions written ("), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals(4, dump("here").lines().count());
    assertEquals(dump("here"), dump("there2"));
    Run again = sync(ExitCode.DONE, "here", "there2");
    assertTrue(again.err().startsWith("0 revisions written (0 B)"), again.err());
  }

  @Test
  void oneOfTwoMayBeMade() {
    load("alone", "{\"_id\":\"a\"}\n");
    sync(ExitCode.FAILED, "alone", "made", "--no-create");
    sync(ExitCode.DONE, "alone", file("made"));
    replicate(ExitCode.DONE, file("made"), "alone2");
    assertEquals(dump("alone"), dump("alone2"));
    assertEquals(
        "couchgrass: none: Database does not exist.\n",
        sync(ExitCode.FAILED, "none", "made").err());
  }

  @Test
  void whatEitherRefusesIsListed() {
    load("broad", "{\"_id\":\"a\",\"x\":\"" + "x".repeat(2_000) + "\"}\n");
    Run made = run("{\"_id\":\"b\"}\n", "load", "--url", narrow.url(), "broad");
    assertEquals(ExitCode.DONE, made.exitCode(), made.err());
    Run run = sync(ExitCode.FAILED, "broad", narrow.url() + "broad");
    assertTrue(run.err().startsWith("a 1-"), run.err());
    assertTrue(run.err().contains(" was refused: The server refused: "), run.err());
    assertTrue(run.err().contains("1 revision written ("), run.err());
    assertEquals(2, dump("broad").lines().count());
  }
}
