package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  /** Port 1 is privileged and unused: nothing answers there. */
  private static final String NOBODY = "http://127.0.0.1:1/";

  @Test
  void helpGoesToStandardOutputAndNamesTheCommands() {
    Run run = Run.of("--help");
    assertEquals(ExitCode.DONE, run.exitCode());
    for (String command : new String[] {"serve", "load", "dump", "get", "put", "changes", "info"}) {
      assertTrue(run.out().contains("\n  " + command + " "), run.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "load", "dump", "get", "put", "changes", "info"})
  void everyCommandExplainsItselfWithExamplesWithinEightyColumns(String command) {
    Run run = Run.of(command, "--help");
    assertEquals(ExitCode.DONE, run.exitCode());
    assertTrue(run.out().contains("  couchgrass " + command), run.out());
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
  }

  @Test
  void theVersionIsOneLine() {
    Run run = Run.of("--version");
    assertEquals(ExitCode.DONE, run.exitCode());
    assertEquals(1, run.out().lines().count());
    assertTrue(run.out().startsWith("couchgrass "), run.out());
  }

  @Test
  void withoutACommandTheUsageIsShownAndItFails() {
    Run run = Run.of();
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("Usage: couchgrass"), run.err());
  }

  @Test
  void aMistypedCommandGetsASuggestion() {
    assertUsage("did you mean serve?", Run.of("sreve"));
  }

  @Test
  void wrongUsageIsOneLine() {
    assertUsage("DATABASE", Run.of("load"));
    assertUsage("--nope", Run.of("dump", "db", "--nope"));
    assertUsage("--parallel", Run.of("load", "db", "--parallel", "x"));
    assertUsage("1 to 64", Run.of("load", "db", "--parallel", "0"));
    assertUsage("at least one", Run.of("load", "db", "--batch", "0"));
    assertUsage("must look like", Run.of("info", "--url", "ftp://secret:word@example.com"));
    assertUsage("NAME:PASSWORD", Run.of("info", "--user", "secret"));
    assertUsage("COUCHGRASS_PORT", Run.with(Map.of("COUCHGRASS_PORT", "x"), "", "serve"));
    assertUsage("loopback", Run.of("serve", "--open", "--bind", "0.0.0.0", "--port", "0"));
    assertUsage("--admin", Run.of("serve", "--admin", "secret"));
  }

  private static void assertUsage(String part, Run run) {
    assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(part), run.err());
    assertTrue(!run.err().contains("secret"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void aMissingServerIsNamedWithoutThePassword() {
    Run run = Run.of("dump", "db", "--url", "http://admin:secret@127.0.0.1:1");
    assertEquals(ExitCode.UNREACHABLE, run.exitCode());
    assertTrue(run.err().contains("no server answers at " + NOBODY), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(!run.err().contains("secret"), run.err());
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    String file = folder.resolve("none.json").toString();
    Run run = Run.of("load", "db", file, "--url", NOBODY);
    assertEquals(ExitCode.FAILED, run.exitCode());
    assertEquals("couchgrass: there is no file " + file, run.err().strip());
  }

  @Test
  void aMissingSettingsFileIsNamed(@TempDir Path folder) {
    String file = folder.resolve("none.properties").toString();
    Run run = Run.of("serve", "--config", file);
    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(run.err().contains(file), run.err());
  }

  @Test
  void aWrongSettingInAFileNamesTheFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("my.properties"), "prot=1\n");
    Run run = Run.of("serve", "--config", file.toString());
    assertUsage("prot", run);
    assertTrue(run.err().contains("my.properties"), run.err());
  }
}
