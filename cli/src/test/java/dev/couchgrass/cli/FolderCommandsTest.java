package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers on disk, and the commands about their folders. */
@Timeout(120)
class FolderCommandsTest {
  private static final String DOCUMENTS = "{\"_id\":\"a\"}\n{\"_id\":\"b\",\"n\":1}\n";

  @TempDir Path folder;

  private String data() {
    return folder.resolve("data").toString();
  }

  private Served serve() throws IOException {
    return new Served(Map.of(), "serve", "--port", "0", "--open", "--data", data());
  }

  private void fill() throws IOException {
    try (Served served = serve()) {
      Run load = Run.with(Map.of(), DOCUMENTS, "load", "db", "--url", served.url());
      assertEquals(ExitCode.DONE, load.exitCode(), load.err());
    }
  }

  private static String dump(Served served) {
    return Run.of("dump", "db", "--url", served.url()).out();
  }

  private static void assertSays(int exitCode, String message, Run run) {
    assertEquals(exitCode, run.exitCode(), run.err() + run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void databasesAreThereAfterARestart() throws IOException {
    fill();
    try (Served served = serve()) {
      assertEquals(2, dump(served).lines().count());
      assertTrue(served.said().contains("Databases are kept in " + data()), served.said());
    }
  }

  @Test
  void theAdministratorThatWasMadeIsToldOnceAndStays() throws IOException {
    String credentials;
    try (Served served = new Served(Map.of(), "serve", "--port", "0", "--data", data())) {
      Matcher told =
          Pattern.compile("Log in with http://(admin:[^@]+)@.*").matcher(served.nextLine());
      assertTrue(told.matches());
      credentials = told.group(1);
    }
    String kept = Files.readString(folder.resolve("data/administrator"));
    assertTrue(kept.startsWith("-pbkdf2:"), kept);
    try (Served served = new Served(Map.of(), "serve", "--port", "0", "--data", data())) {
      assertFalse(served.said().contains("administrator"), served.said());
      assertEquals(
          ExitCode.DONE,
          Run.with(Map.of(), "{}", "load", "db", "--url", served.url(), "--user", credentials)
              .exitCode());
      assertEquals(
          ExitCode.FAILED,
          Run.with(Map.of(), "{}", "load", "db", "--url", served.url(), "--user", credentials + "x")
              .exitCode());
    }
  }

  @Test
  void anAdministratorThatNobodyHeardOfIsNotKept() throws IOException {
    try (Served served = serve()) {
      Run taken =
          Run.of("serve", "--port", served.port(), "--data", folder.resolve("other").toString());
      assertSays(ExitCode.FAILED, "is taken by another program", taken);
    }
    assertFalse(Files.exists(folder.resolve("other/administrator")));
  }

  @Test
  void whoHasTheFolderIsTold() throws IOException {
    try (Served served = serve()) {
      String owner = "is in use by process " + ProcessHandle.current().pid() + " since ";
      assertFalse(served.url().isEmpty());
      assertSays(ExitCode.IN_USE, owner, Run.of("serve", "--port", "0", "--data", data()));
      assertSays(ExitCode.IN_USE, owner, Run.of("check", "--data", data()));
      assertSays(ExitCode.IN_USE, owner, Run.of("compact", "--data", data()));
      assertSays(ExitCode.IN_USE, owner, Run.of("salvage", salvaged(), "--data", data()));
    }
  }

  @Test
  void aBackupOfARunningServerIsRestored() throws IOException {
    fill();
    String backup = folder.resolve("backup").toString();
    String restored = folder.resolve("restored").toString();
    String before;
    try (Served served = serve()) {
      before = dump(served);
      Run copy = Run.with(Map.of("COUCHGRASS_DATA", data()), "", "backup", backup);
      assertEquals(ExitCode.DONE, copy.exitCode(), copy.err());
      assertTrue(copy.out().startsWith("Copied "), copy.out());
    }
    assertEquals(ExitCode.DONE, Run.of("restore", backup, "--data", restored).exitCode());
    assertEquals(ExitCode.DONE, Run.of("check", "--data", restored).exitCode());
    try (Served served =
        new Served(Map.of(), "serve", "--port", "0", "--open", "--data", restored)) {
      assertEquals(before, dump(served));
    }
    assertSays(ExitCode.USAGE, "is not empty", Run.of("restore", backup, "--data", restored));
    assertSays(ExitCode.USAGE, "is not empty", Run.of("backup", backup, "--data", data()));
    assertSays(
        ExitCode.USAGE,
        "There is no store in",
        Run.of("backup", backup + "2", "--data", backup + "3"));
  }

  @Test
  void compactionGivesSpaceBack() throws IOException {
    try (Served served = serve()) {
      String text = "{\"text\":\"" + "x".repeat(2_000) + "\"}\n";
      Run load = Run.with(Map.of(), text.repeat(100), "load", "db", "--url", served.url());
      assertEquals(ExitCode.DONE, load.exitCode(), load.err());
      HttpURLConnection delete =
          (HttpURLConnection) URI.create(served.url() + "db").toURL().openConnection();
      delete.setRequestMethod("DELETE");
      assertEquals(200, delete.getResponseCode());
    }
    Run compact = Run.of("compact", "--data", data());
    assertEquals(ExitCode.DONE, compact.exitCode(), compact.err());
    Matcher sizes =
        Pattern.compile("The log had ([\\d,]+) bytes, and has ([\\d,]+)\\s*")
            .matcher(compact.out());
    assertTrue(sizes.matches(), compact.out());
    assertTrue(number(sizes.group(1)) > 200_000, compact.out());
    assertTrue(number(sizes.group(2)) < 5_000, compact.out());
    assertEquals(ExitCode.DONE, Run.of("check", "--data", data()).exitCode());
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  @Test
  void damageIsToldAndSalvaged() throws IOException {
    fill();
    Run sound = Run.of("check", "--data", data());
    assertEquals(ExitCode.DONE, sound.exitCode(), sound.err());
    assertTrue(sound.out().contains("2 documents"), sound.out());
    assertTrue(sound.out().contains("nothing is wrong"), sound.out());
    Run copied = Run.of("salvage", folder.resolve("copy").toString(), "--data", data());
    assertEquals(ExitCode.DONE, copied.exitCode(), copied.err());

    Path log = folder.resolve("data/0000000001.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[150] ^= 1;
    Files.write(log, bytes);
    String where = "0000000001.log, offset ";
    assertSays(ExitCode.DAMAGED, where, Run.of("serve", "--port", "0", "--data", data()));
    assertSays(ExitCode.DAMAGED, where, Run.of("check", "--data", data()));
    Run salvage = Run.of("salvage", salvaged(), "--data", data());
    assertEquals(ExitCode.DAMAGED, salvage.exitCode());
    assertTrue(salvage.out().startsWith("0000000001.log, bytes "), salvage.out());
    try (Served served =
        new Served(Map.of(), "serve", "--port", "0", "--open", "--data", salvaged())) {
      assertFalse(served.url().isEmpty());
    }
  }

  private String salvaged() {
    return folder.resolve("salvaged").toString();
  }

  @Test
  void checkAndCompactMakeNoFolder() {
    assertSays(ExitCode.USAGE, "There is no store in", Run.of("check", "--data", data()));
    assertSays(ExitCode.USAGE, "There is no store in", Run.of("compact", "--data", data()));
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Run run = Run.of("serve", "--port", "0", "--data", file.resolve("data").toString());
    assertSays(ExitCode.FAILED, "cannot use the folder " + file.resolve("data"), run);
  }
}
