package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of signed databases, in a folder. */
@Timeout(120)
class UserCommandsTest {
  @TempDir Path folder;

  private String[] user(String... arguments) {
    return user(List.of(arguments));
  }

  private String[] user(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("user"));
    all.addAll(arguments);
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return all.toArray(String[]::new);
  }

  private Run run(String... arguments) {
    return Run.of(user(arguments));
  }

  /** Runs with somebody who types. */
  private Run typing(List<String> answers, String... arguments) {
    Deque<String> rest = new ArrayDeque<>(answers);
    List<String> questions = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            false,
            question -> {
              questions.add(question);
              return Optional.ofNullable(rest.poll()).map(String::toCharArray);
            });
    int exitCode = Main.run(terminal, user(arguments));
    assertTrue(rest.isEmpty(), () -> "asked only " + questions);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Run done(Run run) {
    assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    assertEquals("", run.err());
    return run;
  }

  private static void assertSays(int exitCode, String message, Run run) {
    assertEquals(exitCode, run.exitCode(), run.err() + run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(run.err().contains("unexpected"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void usersAreMadeAndListed() throws IOException {
    Run made = done(run("create", "zoe", "--passwordless"));
    assertTrue(made.out().matches("user: zoe\\Rid: [0-9a-f-]{36}\\Rkey: ed25519:\\S{44}\\R"));
    Run json =
        done(run("create", "anna", "--json", "--password-file", file("p", "hay in the barn\n")));
    assertTrue(json.out().startsWith("{\"user\":\"anna\",\"id\":\""), json.out());
    assertEquals(1, json.out().lines().count());
    assertEquals(List.of("anna", "zoe"), done(run("list")).out().lines().toList());
    assertEquals(
        List.of("{\"user\":\"anna\"}", "{\"user\":\"zoe\"}"),
        done(run("list", "--json")).out().lines().toList());
    assertSays(
        ExitCode.FAILED, "There is such a user already", run("create", "anna", "--passwordless"));
    assertSays(ExitCode.USAGE, "can be no user's name", run("create", " a", "--passwordless"));
    assertEquals(2, done(run("list")).out().lines().count());
  }

  @Test
  void thePasswordIsAskedForTwice() throws IOException {
    String key = done(typing(List.of("hay", "hay"), "create", "anna")).out();
    assertFalse(key.contains("hay"), key);
    assertTrue(done(typing(List.of("hay"), "keys", "anna")).out().startsWith("ed25519:"));
    assertSays(ExitCode.FAILED, "The password is wrong", typing(List.of("straw"), "keys", "anna"));
    assertSays(
        ExitCode.FAILED, "are not the same", typing(List.of("hay", "straw"), "create", "bert"));
    assertSays(ExitCode.USAGE, "The password is empty", typing(List.of("", ""), "create", "bert"));
    assertEquals(List.of("anna"), done(run("list")).out().lines().toList());
  }

  @Test
  void whereNobodySitsAFileIsNeeded() throws IOException {
    assertSays(ExitCode.USAGE, "--password-file, or --passwordless", run("create", "anna"));
    assertFalse(Files.exists(folder.resolve("data")), "nothing was made");
    done(run("create", "anna", "--password-file", file("p", "hay")));
    assertSays(ExitCode.USAGE, "--password-file", run("keys", "anna"));
    Run keys = Run.with(Map.of(), "hay\r\n", user("keys", "anna", "--password-file", "-"));
    assertEquals(1, done(keys).out().lines().count());
    String none = folder.resolve("none").toString();
    assertSays(
        ExitCode.FAILED, "there is no file " + none, run("keys", "anna", "--password-file", none));
    assertSays(
        ExitCode.USAGE,
        "contradict",
        run("create", "bert", "--passwordless", "--password-file", file("p", "hay")));
    Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe4});
    assertSays(
        ExitCode.USAGE,
        "no text in UTF-8",
        run("create", "bert", "--password-file", folder.resolve("latin").toString()));
    assertSays(
        ExitCode.USAGE,
        "The password is too long",
        run("create", "bert", "--password-file", file("long", "x".repeat(100_000))));
    assertEquals(List.of("anna"), done(run("list")).out().lines().toList());
  }

  @Test
  void keysAreShownWithTheirUse() {
    String made = done(run("create", "anna", "--passwordless")).out();
    String key = made.substring(made.indexOf("ed25519:")).strip();
    String line = done(run("keys", "anna")).out();
    assertTrue(line.matches("\\S+  \\d{4}-\\d\\d-\\S+  -  true\\R"), line);
    assertTrue(line.startsWith(key + "  "), line);
    String json = done(run("keys", "anna", "--json")).out();
    assertTrue(json.startsWith("{\"key\":\"" + key + "\",\"created\":\""), json);
    assertTrue(json.strip().endsWith("\"name\":null,\"default\":true}"), json);
    assertSays(ExitCode.FAILED, "There is no such user", run("keys", "bert"));
  }

  @Test
  void thePasswordIsChanged() throws IOException {
    String old = file("old", "hay");
    String changed = file("new", "straw");
    done(run("create", "anna", "--password-file", old));
    String keys = done(run("keys", "anna", "--password-file", old)).out();
    assertSays(
        ExitCode.FAILED,
        "The password is wrong",
        run("password", "anna", "--password-file", changed, "--new-password-file", old));
    done(run("password", "anna", "--password-file", old, "--new-password-file", changed));
    assertSays(
        ExitCode.FAILED, "The password is wrong", run("keys", "anna", "--password-file", old));
    assertEquals(keys, done(run("keys", "anna", "--password-file", changed)).out());
    done(typing(List.of("straw"), "password", "anna", "--passwordless"));
    assertEquals(keys, done(run("keys", "anna")).out());
    assertSays(
        ExitCode.FAILED,
        "The user has no password",
        run("keys", "anna", "--password-file", changed));
    done(typing(List.of("hay", "hay"), "password", "anna"));
    assertEquals(keys, done(typing(List.of("hay"), "keys", "anna")).out());
  }

  @Test
  void whoIsDisabledDoesNotLogIn() {
    done(run("create", "anna", "--passwordless"));
    done(run("disable", "anna"));
    assertSays(ExitCode.FAILED, "The user may not log in", run("keys", "anna"));
    assertEquals("anna", done(run("list")).out().strip());
    done(run("enable", "anna"));
    done(run("keys", "anna"));
    assertSays(ExitCode.FAILED, "There is no such user", run("disable", "bert"));
  }

  @Test
  void onlyTheFirstUserMakesAFolder() throws IOException {
    for (String[] arguments :
        List.of(
            new String[] {"list"},
            new String[] {"keys", "anna"},
            new String[] {"disable", "anna"})) {
      assertSays(ExitCode.USAGE, "There is no store in", run(arguments));
    }
    assertFalse(Files.exists(folder.resolve("data")));
    String data = folder.resolve("data").toString();
    new Served(Map.of(), "serve", "--port", "0", "--open", "--data", data).close();
    assertSays(ExitCode.USAGE, "There are no users in this folder", run("list"));
  }

  /** By whoever runs no commands for others, as other commands that have the folder. */
  @Test
  void aFolderInUseIsTold() throws IOException {
    String data = folder.resolve("data").toString();
    try (Served served = new Served(Map.of(), "serve", "--port", "0", "--open", "--data", data)) {
      assertFalse(served.url().isEmpty());
      Files.delete(folder.resolve("data").resolve("control"));
      assertSays(ExitCode.IN_USE, "is in use by process", run("create", "anna", "--passwordless"));
      assertSays(ExitCode.IN_USE, "is in use by process", run("list"));
    }
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    for (String group : List.of("user", "db")) {
      Run run = Run.of(group);
      assertEquals(ExitCode.USAGE, run.exitCode());
      assertTrue(run.err().contains("Usage: couchgrass " + group), run.err());
      assertEquals("", run.out());
    }
    assertSays(ExitCode.USAGE, "did you mean", Run.of("user", "creat", "anna"));
  }
}
