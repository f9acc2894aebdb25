package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/couchgrass} in a source tree of its own, with a Maven that does as it is told. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/couchgrass is a shell script")
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "bin", "couchgrass");

  @TempDir Path home;

  @BeforeEach
  void makeTree() throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("cli/src/main"));
    Files.createFile(home.resolve("pom.xml"));
    Files.createFile(home.resolve("cli/pom.xml"));
    Files.copy(LAUNCHER, home.resolve("bin/couchgrass"));
  }

  private Run start(String maven) throws Exception {
    Path tools = Files.createDirectories(home.resolve("tools"));
    Files.writeString(tools.resolve("mvn"), "#!/bin/sh\n" + maven);
    assertTrue(tools.resolve("mvn").toFile().setExecutable(true));
    File out = home.resolve("out").toFile();
    File err = home.resolve("err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder("sh", home.resolve("bin/couchgrass").toString(), "--version")
            .redirectOutput(out)
            .redirectError(err);
    builder.environment().merge("PATH", tools + ":", (path, first) -> first + path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exitCode = builder.start().waitFor();
    return new Run(
        exitCode,
        Files.readString(out.toPath(), StandardCharsets.UTF_8),
        Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }

  @Test
  void aFailedBuildIsToldWithoutColours() throws Exception {
    Run run = start("printf '\\033[0m\\033[1;31mERROR\\033[m: no such thing\\n'; exit 7");
    assertEquals(1, run.exitCode());
    assertEquals(
        "couchgrass: building; the first time takes a minute or so\n"
            + "ERROR: no such thing\n"
            + "couchgrass: the build failed; Maven's messages are above\n",
        run.err());
    assertEquals("", run.out());
  }

  @Test
  void aBuildThatSucceedsSaysNothingMore() throws Exception {
    Run run =
        start(
            "printf '\\033[0m\\033[0m'; mkdir -p cli/target/dist/lib;"
                + " touch cli/target/dist/lib/couchgrass-cli-1.jar");
    assertFalse(run.err().contains("\033"), run.err());
    assertFalse(run.err().contains("the build failed"), run.err());
    assertTrue(
        run.err().startsWith("couchgrass: building; the first time takes a minute or so\n"),
        run.err());
  }
}
