package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users get: the packaged jars, on the module path and linked into an image. */
@Timeout(120)
class PackagedIT {
  private static final Path LIB = Path.of("target", "dist", "lib").toAbsolutePath();
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final String COMMAND = "dev.couchgrass.cli/dev.couchgrass.cli.Main";
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");

  @TempDir static Path folder;
  private static Path image;

  @BeforeAll
  static void link() throws Exception {
    image = folder.resolve("image");
    Run run =
        run(
            tool("jlink"),
            "--module-path",
            LIB.toString(),
            "--add-modules",
            "dev.couchgrass.cli,org.slf4j.jul",
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            image.toString());
    assertEquals(0, run.exitCode(), run.output());
  }

  @Test
  void everyJarIsARealModule() {
    for (var module : ModuleFinder.of(LIB).findAll()) {
      ModuleDescriptor descriptor = module.descriptor();
      assertFalse(descriptor.isAutomatic(), descriptor::name);
    }
  }

  @Test
  void theJarsRunOnTheModulePath() throws Exception {
    Run run = run(tool("java"), "-p", LIB.toString(), "-m", COMMAND, "--version");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("couchgrass"), run.output());
  }

  @Test
  void theImageServes() throws Exception {
    Process server =
        new ProcessBuilder(
                image.resolve("bin/java").toString(),
                "-m",
                COMMAND,
                "serve",
                "--memory",
                "--open",
                "--port",
                "0")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      HttpURLConnection connection = (HttpURLConnection) urlIn(output).toURL().openConnection();
      assertEquals(200, connection.getResponseCode());
      String body = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(body.contains("\"couchdb\":\"Welcome\""), body);
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  /** The first address that the command prints; all that it printed, if it ends without one. */
  private static URI urlIn(BufferedReader output) throws IOException {
    List<String> lines = new ArrayList<>();
    String line;
    while ((line = output.readLine()) != null) {
      lines.add(line);
      Matcher url = ADDRESS.matcher(line);
      if (url.find()) {
        return URI.create(url.group());
      }
    }
    throw new AssertionError("No address in: " + lines);
  }

  private record Run(int exitCode, String output) {}

  private static Run run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private static String tool(String name) {
    return JDK.resolve("bin").resolve(name).toString();
  }
}
