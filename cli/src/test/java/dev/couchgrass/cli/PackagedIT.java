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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users get: the packaged jars, on the module path and linked into an image. */
@Timeout(120)
class PackagedIT {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");

  @TempDir static Path folder;
  private static Path image;

  @BeforeAll
  static void link() throws Exception {
    image = folder.resolve("image");
    Run run =
        run(
            Distribution.tool("jlink"),
            "--module-path",
            Distribution.LIB.toString(),
            "--add-modules",
            "dev.couchgrass.cli,org.slf4j.jul",
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            // Bouncy Castle's jar is signed, and the signature is lost in an image.
            "--ignore-signing-information",
            "--output",
            image.toString());
    assertEquals(0, run.exitCode(), run.output());
  }

  @Test
  void everyJarButThoseThatAnImageLacksIsARealModule() {
    Set<String> automatic = Set.of("chronicle.map", "com.ibm.icu", "re2j");
    for (var module : ModuleFinder.of(Distribution.LIB).findAll()) {
      ModuleDescriptor descriptor = module.descriptor();
      assertEquals(automatic.contains(descriptor.name()), descriptor.isAutomatic());
    }
  }

  /** Found as a service, so that the command's modules need not name it; an image lacks it. */
  @Test
  void selectorsAreThereButInAnImage() throws Exception {
    String[] arguments = {"replicate", "a", "b", "--selector", "{\"$foo\":1}"};
    Run packaged = run(Distribution.command(arguments).toArray(String[]::new));
    assertTrue(packaged.output().contains("Invalid operator: $foo"), packaged.output());
    List<String> linked = new ArrayList<>(List.of(image.resolve("bin/java").toString(), "-m"));
    linked.add(Distribution.COMMAND);
    linked.addAll(List.of(arguments));
    Run lacking = run(linked.toArray(String[]::new));
    assertTrue(lacking.output().contains("dev.couchgrass.query"), lacking.output());
  }

  @Test
  void theJarsRunOnTheModulePath() throws Exception {
    Run run =
        run(
            Distribution.tool("java"),
            "-p",
            Distribution.LIB.toString(),
            "-m",
            Distribution.COMMAND,
            "--version");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("couchgrass"), run.output());
  }

  @Test
  void theCommandKeepsDatabasesOnDisk() throws Exception {
    String data = folder.resolve("data").toString();
    List<String> serve = Distribution.command("serve", "--open", "--port", "0", "--data", data);
    Process server = new ProcessBuilder(serve).redirectErrorStream(true).start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      assertEquals(201, request("PUT", urlIn(output).resolve("db")));
    } finally {
      server.destroyForcibly().waitFor();
    }
    server = new ProcessBuilder(serve).redirectErrorStream(true).start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      assertEquals(200, request("GET", urlIn(output).resolve("db")));
    } finally {
      server.destroy();
      server.waitFor();
    }
    Run check = run(Distribution.command("check", "--data", data).toArray(String[]::new));
    assertEquals(0, check.exitCode(), check.output());
    assertFalse(check.output().contains("WARNING"), check.output());
    assertFalse(check.output().contains("chronicle"), check.output());
  }

  @Test
  void theCommandKeepsUsersAndSignedDatabases() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "hay in the barn\n");
    String[] login = {"--user", "anna", "--password-file", secret.toString()};
    String key =
        signed("user", "create", "anna", "--password-file", secret.toString())
            .lines()
            .filter(line -> line.startsWith("key: "))
            .findFirst()
            .orElseThrow();
    String id = signed(with(login, "db", "create", "--name", "notes")).substring("id: ".length());
    signed(with(login, "db", "put", id, "todo", "milk", "{\"litres\":2}"));
    assertEquals("{\"litres\":2}", signed("db", "get", id, "todo", "milk"));
    String info = signed("db", "info", id);
    assertTrue(info.contains(key.substring("key: ".length()) + " admin 0 active"), info);
    assertTrue(signed("db", "verify", id).startsWith("verified: 2\n"));
    Run nobody =
        run(
            Distribution.command("user", "keys", "anna", "--data", signedData())
                .toArray(String[]::new));
    assertEquals(2, nobody.exitCode(), nobody.output());
    assertTrue(nobody.output().contains("--password-file"), nobody.output());
  }

  private static String signedData() {
    return folder.resolve("signed").toString();
  }

  private static String[] with(String[] last, String... first) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(last)).toArray(String[]::new);
  }

  private static String signed(String... arguments) throws Exception {
    String[] all = with(new String[] {"--data", signedData()}, arguments);
    Run run = run(Distribution.command(all).toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.output());
    return run.output().strip();
  }

  /** Chronicle Map may not be loaded any more when the server's end is the first to need it. */
  @Test
  void aServerThatIsTerminatedClosesItsStore() throws Exception {
    Path data = folder.resolve("terminated");
    Path said = folder.resolve("terminated.err");
    List<String> serve =
        Distribution.command("serve", "--open", "--port", "0", "--data", data.toString());
    Process server = new ProcessBuilder(serve).redirectError(said.toFile()).start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      assertEquals(201, request("PUT", urlIn(output).resolve("db")));
      server.destroy();
      server.waitFor();
    } finally {
      server.destroyForcibly();
    }
    assertEquals(2, Files.readString(said).lines().count(), Files.readString(said));
    assertTrue(Files.exists(data.resolve("index-0000000001.map")), "The index was written");
  }

  private static int request(String method, URI url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setRequestMethod(method);
    return connection.getResponseCode();
  }

  @Test
  void chronicleIsNotLoadedForMemory() throws Exception {
    List<String> serve = Distribution.command("serve", "--memory", "--open", "--port", "0");
    serve.add(1, "-Xlog:class+load");
    Process server = new ProcessBuilder(serve).redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && !ADDRESS.matcher(line).find()) {
        lines.add(line);
        line = output.readLine();
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
    assertTrue(lines.stream().anyMatch(line -> line.contains("dev.couchgrass.store.memory")));
    assertEquals(
        List.of(),
        lines.stream()
            .filter(
                line ->
                    line.contains(" net.openhft.")
                        || line.contains(" dev.couchgrass.store.chronicle."))
            .toList());
  }

  @Test
  void theImageSaysThatItHasNoStoreOnDisk() throws Exception {
    String[] start = {image.resolve("bin/java").toString(), "-m", Distribution.COMMAND};
    for (String[] arguments :
        List.of(new String[] {"serve", "--port", "0"}, new String[] {"user", "list"})) {
      Run run = run(with(arguments, start));
      assertEquals(1, run.exitCode(), run.output());
      assertTrue(run.output().contains("has no store on disk"), run.output());
      assertEquals(1, run.output().lines().count(), run.output());
    }
  }

  @Test
  void flagsThatAreMissingAreTold() throws Exception {
    Run run =
        run(
            Distribution.tool("java"),
            "--add-modules",
            "dev.couchgrass.store.chronicle",
            "-p",
            Distribution.LIB.toString(),
            "-cp",
            Distribution.FOLDER.resolve("classpath") + "/*",
            "-m",
            Distribution.COMMAND,
            "serve",
            "--port",
            "0",
            "--data",
            folder.resolve("flags").toString());
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains("--add-opens java.base/java.lang=ALL-UNNAMED"), run.output());
    assertEquals(1, run.output().lines().count(), run.output());
  }

  @Test
  void theImageServes() throws Exception {
    Process server =
        new ProcessBuilder(
                image.resolve("bin/java").toString(),
                "-m",
                Distribution.COMMAND,
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
}
