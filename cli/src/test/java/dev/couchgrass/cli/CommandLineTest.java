package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

@Timeout(60)
class CommandLineTest {
  /** Port 1 is privileged and unused: nothing answers there. */
  private static final String NOBODY = "http://127.0.0.1:1/";

  static List<String> commands() {
    return List.of(
        "serve",
        "load",
        "dump",
        "get",
        "put",
        "changes",
        "info",
        "check",
        "compact",
        "backup",
        "restore",
        "salvage",
        "replicate",
        "sync",
        "user",
        "user create",
        "user list",
        "user password",
        "user disable",
        "user enable",
        "user keys",
        "db",
        "db create",
        "db list",
        "db info",
        "db get",
        "db put",
        "db log",
        "db grant",
        "db revoke",
        "db verify");
  }

  @Test
  void helpGoesToStandardOutputAndNamesTheCommands() {
    Run run = Run.of("--help");
    assertEquals(ExitCode.DONE, run.exitCode());
    for (String command : commands()) {
      int group = command.indexOf(' ');
      String help = group < 0 ? run.out() : Run.of(command.substring(0, group), "--help").out();
      assertTrue(help.contains("\n  " + command.substring(group + 1) + " "), help);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfWithExamplesWithinEightyColumns(String command) {
    Run run = help(command);
    assertEquals(ExitCode.DONE, run.exitCode());
    assertTrue(run.out().contains("  couchgrass " + command), run.out());
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
  }

  /** URLs, samples and options are to be copied: they stay on one line. */
  @ParameterizedTest
  @MethodSource("commands")
  void noWordOfAnExplanationIsBroken(String command) {
    UsageMessageSpec usage = spec(command).usageMessage();
    String out = help(command).out();
    for (String line : usage.footer()) {
      assertTrue(out.contains(line + '\n'), () -> line + " in\n" + out);
    }
    Stream<String> descriptions =
        Stream.concat(
            Arrays.stream(usage.description()),
            spec(command).args().stream().flatMap(arg -> Arrays.stream(arg.description())));
    descriptions
        .flatMap(text -> Arrays.stream(text.split("\\s+")))
        .forEach(word -> assertTrue(out.contains(word), () -> word + " in\n" + out));
    assertTrue(out.contains("Usage: couchgrass " + command + " [OPTIONS]"), out);
  }

  private static Run help(String command) {
    return Run.of((command + " --help").split(" ", -1));
  }

  private static CommandSpec spec(String command) {
    Terminal nowhere =
        new Terminal(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            Map.of(),
            false);
    CommandLine found = Main.commandLine(nowhere);
    for (String word : command.split(" ", -1)) {
      found = found.getSubcommands().get(word);
    }
    return found.getCommandSpec();
  }

  @Test
  void aHelpThatCannotBeWrittenFails() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new StandardOutput(full),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            false);
    assertEquals(ExitCode.FAILED, Main.run(terminal, "--help"));
    assertEquals(
        "couchgrass: cannot write to standard output: No space left on device",
        err.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void anUnknownVariableIsNamedAndNoMore() {
    Map<String, String> environment =
        Map.of(
            "COUCHGRASS_PROT", "1", "COUCHGRASS_PORT", "1", "COUCHGRASS_URL", NOBODY, "PATH", "/");
    Run run = Run.with(environment, "", "info");
    assertEquals(ExitCode.UNREACHABLE, run.exitCode());
    assertTrue(
        run.err().startsWith("couchgrass: COUCHGRASS_PROT is set, and is unknown"), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
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
    assertUsage("did you mean serve?", Run.of("srve"));
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
    assertUsage("--cors must be * or origins", Run.of("serve", "--cors", "foo"));
    assertUsage("--max-request-size is too small", Run.of("serve", "--max-request-size", "0"));
    assertUsage(
        "--admin would have no effect", Run.of("serve", "--open", "--admin", "anna:secret"));
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
    assertUsage("there is no file " + file, Run.of("serve", "--config", file));
    assertUsage("cannot read " + folder, Run.of("serve", "--config", folder.toString()));
  }

  @Test
  void aWrongSettingInAFileNamesTheFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("my.properties"), "prot=1\n");
    Run run = Run.of("serve", "--config", file.toString());
    assertUsage("prot", run);
    assertTrue(run.err().contains("my.properties"), run.err());
  }
}
