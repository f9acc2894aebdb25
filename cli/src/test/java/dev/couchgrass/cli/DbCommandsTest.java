package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signed databases, in a folder. */
@Timeout(120)
class DbCommandsTest {
  private static final String STRANGE =
      "bafyr4ifal5gmuycbz3vd7qywzt32vvra3gowbrq7xr53pjptvl6a4r3ctq";

  @TempDir Path folder;
  private String anna = "";
  private String bert = "";

  @BeforeEach
  void makeUsers() {
    anna = key(run("user", "create", "anna", "--passwordless"));
    bert = key(run("user", "create", "bert", "--passwordless"));
  }

  private static String key(Run made) {
    return made.out().substring(made.out().indexOf("ed25519:")).strip();
  }

  private Run run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(all.toArray(String[]::new));
  }

  private static String done(Run run) {
    assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    assertEquals("", run.err());
    return run.out().strip();
  }

  private static void assertSays(int exitCode, String message, Run run) {
    assertEquals(exitCode, run.exitCode(), run.err() + run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(run.err().contains("unexpected"), run.err());
    assertEquals("", run.out());
  }

  private String create() {
    String line = done(run("db", "create", "--user", "anna", "--name", "notes"));
    assertTrue(line.startsWith("id: bafy"), line);
    return line.substring("id: ".length());
  }

  private Run put(String id, String path, String json) {
    return run("db", "put", id, "todo", path, json, "--user", "anna");
  }

  private String get(String id, String path) {
    return done(run("db", "get", id, "todo", path));
  }

  @Test
  void aDatabaseIsMadeAndListed() {
    String id = create();
    String other = done(run("db", "create", "--user", "anna", "--json"));
    assertTrue(other.matches("\\{\"id\":\"bafy\\w+\"}"), other);
    List<String> listed = run("db", "list", "--user", "anna").out().lines().toList();
    assertEquals(2, listed.size());
    assertTrue(listed.contains(id + "  notes"), listed::toString);
    assertTrue(listed.contains(other.substring(7, other.length() - 2) + "  -"), listed::toString);
    assertTrue(
        done(run("db", "list", "--user", "anna", "--json"))
            .contains("{\"id\":\"" + id + "\",\"name\":\"notes\"}"));
    assertEquals("", done(run("db", "list", "--user", "bert")));
    assertSays(ExitCode.FAILED, "There is no such user", run("db", "list", "--user", "carl"));
    assertSays(ExitCode.USAGE, "--user", run("db", "create"));
  }

  @Test
  void valuesAreWrittenAndRead() throws IOException {
    String id = create();
    assertTrue(done(put(id, "milk", "\"2 l\"")).startsWith("entry: bafy"));
    done(put(id, "a/b~1c/~0", "{\"n\": 1.50, \"list\": [true, null, {\"x\":\"\u00e4\"}]}"));
    assertEquals("\"2 l\"", get(id, "milk"));
    assertEquals("{\"list\":[true,null,{\"x\":\"\u00e4\"}],\"n\":1.50}", get(id, "a/b~1c/~0"));
    assertEquals("\"\u00e4\"", get(id, "a/b~1c/~0/list/2/x"));
    done(put(id, "a/b~1c/~0/list/0", "false"));
    assertEquals("[false,null,{\"x\":\"\u00e4\"}]", get(id, "a/b~1c/~0/list"));
    Path file = Files.writeString(folder.resolve("v.json"), "\n[1]\n");
    done(put(id, "milk", "@" + file));
    assertEquals(
        "{\"a\":{\"b/c\":{\"~\":{\"list\":[false,null,{\"x\":\"\u00e4\"}],\"n\":1.50}}},"
            + "\"milk\":[1]}",
        done(run("db", "get", id, "todo")));
  }

  @Test
  void whatCannotBeWrittenIsToldAndNothingIs() throws IOException {
    String id = create();
    done(put(id, "list", "[1]"));
    String log = done(run("db", "log", id));
    assertSays(ExitCode.FAILED, "the value, line 1", put(id, "a", "{"));
    assertSays(ExitCode.FAILED, "more than one value", put(id, "a", "1 2"));
    assertSays(ExitCode.FAILED, "nothing is there", put(id, "a", ""));
    assertSays(ExitCode.FAILED, "Duplicate", put(id, "a", "{\"b\":1,\"b\":2}"));
    assertSays(ExitCode.USAGE, "PATH is empty", put(id, "", "1"));
    assertSays(ExitCode.USAGE, "no path", put(id, "a~2", "1"));
    assertSays(ExitCode.USAGE, "no such place", put(id, "list/1", "1"));
    assertSays(ExitCode.USAGE, "no such place", put(id, "list/x", "1"));
    String none = folder.resolve("none").toString();
    assertSays(ExitCode.FAILED, "there is no file " + none, put(id, "a", "@" + none));
    assertSays(
        ExitCode.USAGE,
        "can be no store's name",
        run("db", "put", id, "_index", "a", "1", "--user", "anna"));
    assertSays(
        ExitCode.FAILED,
        "larger than an entry may be",
        put(id, "a", "@" + Files.writeString(folder.resolve("l"), longText())));
    assertSays(
        ExitCode.FAILED,
        "No key of the user opens this database",
        run("db", "put", id, "todo", "a", "1", "--user", "bert"));
    assertEquals(log, done(run("db", "log", id)));
  }

  private static String longText() {
    return '"' + "x".repeat(1 << 20) + '"';
  }

  @Test
  void whatIsNotThereIsTold() {
    String id = create();
    assertSays(ExitCode.FAILED, "There is no such store: todo", run("db", "get", id, "todo"));
    done(put(id, "a", "1"));
    assertSays(ExitCode.FAILED, "there is nothing at b/c", run("db", "get", id, "todo", "b/c"));
    for (String command : List.of("info", "log", "verify")) {
      assertSays(ExitCode.FAILED, "The database is not here: ", run("db", command, STRANGE));
      assertSays(ExitCode.USAGE, "no database's id: nonsense", run("db", command, "nonsense"));
    }
    assertSays(ExitCode.FAILED, "The database is not here: ", run("db", "get", STRANGE, "todo"));
    assertSays(
        ExitCode.FAILED,
        "The database is not here: ",
        run("db", "put", STRANGE, "todo", "a", "1", "--user", "anna"));
  }

  @Test
  void theLogListsEntriesInOrder() {
    String id = create();
    String entry = done(put(id, "a", "1")).substring("entry: ".length());
    List<String> lines = done(run("db", "log", id)).lines().toList();
    assertEquals(2, lines.size());
    assertEquals(id + "  0  verified  " + anna + "  _root, _settings", lines.get(0));
    assertEquals(entry + "  1  verified  " + anna + "  _index, todo", lines.get(1));
    assertEquals(
        "{\"id\":\""
            + entry
            + "\",\"height\":1,\"status\":\"verified\",\"signer\":\""
            + anna
            + "\",\"stores\":[\"_index\",\"todo\"]}",
        done(run("db", "log", id, "--json")).lines().toList().get(1));
  }

  @Test
  void aDatabaseIsDescribed() {
    String id = create();
    String entry = done(put(id, "a", "1")).substring("entry: ".length());
    List<String> lines = done(run("db", "info", id)).lines().toList();
    assertEquals(
        List.of(
            "id: " + id,
            "name: notes",
            "tips: " + entry,
            "stores: todo docstore:v0",
            "keys: " + anna + " admin 0 active"),
        lines);
    String json = done(run("db", "info", id, "--json"));
    assertTrue(json.contains("\"stores\":[{\"name\":\"todo\",\"type\":\"docstore:v0\"}]"), json);
    assertTrue(json.contains("\"may\":\"admin\",\"priority\":0,\"status\":\"active\""), json);
  }

  @Test
  void whoIsGrantedSomethingWritesAndWhoIsRevokedDoesNot() {
    String id = create();
    assertTrue(
        done(run("db", "grant", id, bert, "write", "--user", "anna")).startsWith("entry: bafy"));
    done(run("db", "put", id, "todo", "b", "2", "--user", "bert"));
    assertSays(
        ExitCode.FAILED,
        "The database does not allow this",
        run("db", "grant", id, bert, "admin", "--user", "bert"));
    assertTrue(done(run("db", "info", id)).contains(bert + " write 10 active"));
    done(run("db", "grant", id, bert, "admin", "--priority", "5", "--user", "anna"));
    assertTrue(done(run("db", "info", id)).contains(bert + " admin 5 active"));
    done(run("db", "revoke", id, bert, "--user", "anna"));
    assertTrue(done(run("db", "info", id)).contains(bert + " admin 5 revoked"));
    Run late = run("db", "put", id, "todo", "b", "3", "--user", "bert");
    assertEquals(ExitCode.FAILED, late.exitCode(), late.err());
    assertEquals("2", get(id, "b"));
    done(run("db", "grant", id, bert, "read", "--user", "anna"));
    assertTrue(done(run("db", "info", id)).contains(bert + " read active"));
  }

  @Test
  void grantsThatMakeNoSenseAreRefused() {
    String id = create();
    assertSays(
        ExitCode.USAGE,
        "no key: nonsense",
        run("db", "grant", id, "nonsense", "read", "--user", "anna"));
    assertSays(
        ExitCode.USAGE,
        "admin, write or read",
        run("db", "grant", id, bert, "own", "--user", "anna"));
    assertSays(
        ExitCode.USAGE,
        "read has no priority",
        run("db", "grant", id, bert, "read", "--priority", "1", "--user", "anna"));
    assertSays(
        ExitCode.USAGE,
        "no priority",
        run("db", "grant", id, bert, "write", "--priority", "-1", "--user", "anna"));
    assertSays(
        ExitCode.USAGE,
        "--priority",
        run("db", "grant", id, bert, "write", "--priority", "x", "--user", "anna"));
    assertSays(
        ExitCode.FAILED,
        "nothing was granted to this key",
        run("db", "revoke", id, bert, "--user", "anna"));
    assertEquals(1, done(run("db", "log", id)).lines().count());
  }

  @Test
  void theLastAdminIsRevokedOnlyIfThatIsWished() {
    String id = create();
    assertSays(
        ExitCode.FAILED, "without an admin", run("db", "revoke", id, anna, "--user", "anna"));
    done(run("db", "revoke", id, anna, "--user", "anna", "--leave-no-admin"));
    assertTrue(done(run("db", "info", id)).contains(anna + " admin 0 revoked"));
  }

  @Test
  void entriesAreCountedAndCheckedAgain() {
    String id = create();
    done(put(id, "a", "1"));
    assertEquals(
        List.of(
            "verified: 2",
            "refused: 0",
            "unverified: 0",
            "void: 0",
            "missing: 0",
            "signatures: 2",
            "wrong: 0"),
        done(run("db", "verify", id)).lines().toList());
    assertTrue(done(run("db", "verify", id, "--json")).startsWith("{\"verified\":2,"));
  }
}
