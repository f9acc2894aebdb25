package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.cli.signed.FolderInstances;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands about users and signed databases of a folder that a server has open. */
@Timeout(60)
class ServedCommandsTest {
  private static final Map<String, String> PLAIN = Map.of("COUCHGRASS_ADMIN", "admin:secret");

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private Served serve() throws IOException {
    return new Served(PLAIN, "serve", "--port", "0", "--data", data().toString());
  }

  private Run run(String in, Prompt prompt, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("COUCHGRASS_DATA", data().toString()),
            false,
            prompt,
            folder,
            new FolderInstances());
    int exitCode = Main.run(terminal, arguments);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Run run(String... arguments) {
    return run("", Prompt.NOBODY, arguments);
  }

  private static String done(Run run) {
    assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    assertEquals("", run.err());
    return run.out();
  }

  private static Prompt typing(String answer) {
    return question -> Optional.of(answer.toCharArray());
  }

  private static void assertFails(int exitCode, String message, Run run) {
    assertEquals(exitCode, run.exitCode(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  private String create(String user) {
    String made = done(run("db", "create", "--user", user, "--json"));
    return made.replaceAll("(?s).*\"id\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void usersAreMadeAndLogIn() throws IOException {
    Files.writeString(folder.resolve("password.txt"), "of a file\n");
    try (Served server = serve()) {
      assertFalse(server.said().contains("need the server to be stopped"), server.said());
      done(run("", typing("päss wörd"), "user", "create", "anna"));
      done(run("user", "create", "bert", "--password-file", "password.txt"));
      done(run("piped", Prompt.NOBODY, "user", "create", "cleo", "--password-file", "-"));
      assertEquals(List.of("anna", "bert", "cleo"), names());
      done(run("", typing("päss wörd"), "user", "keys", "anna"));
      done(run("user", "keys", "bert", "--password-file", "password.txt"));
      done(run("piped", Prompt.NOBODY, "user", "keys", "cleo", "--password-file", "-"));
      assertFails(ExitCode.FAILED, "password", run("", typing("another"), "user", "keys", "anna"));
      assertFails(ExitCode.USAGE, "nobody is there to ask", run("user", "keys", "anna"));
    }
    assertEquals(List.of("anna", "bert", "cleo"), names());
    done(run("", typing("päss wörd"), "user", "keys", "anna"));
  }

  private List<String> names() {
    return done(run("user", "list")).lines().sorted().toList();
  }

  @Test
  void databasesAreWrittenAndRead() throws IOException {
    Files.writeString(folder.resolve("value.json"), "{\"a\": [1, 2]}");
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      done(run("user", "create", "anna", "--passwordless"));
      String id = create("anna");
      done(run("db", "put", id, "notes", "one", "@value.json", "--user", "anna"));
      assertEquals("{\"a\":[1,2]}", done(run("db", "get", id, "notes", "one")).strip());
      Files.writeString(folder.resolve("long.json"), '"' + "x".repeat(400_000) + '"');
      for (String name : List.of("a", "b", "c", "d")) {
        done(run("db", "put", id, "long", name, "@long.json", "--user", "anna"));
      }
      assertTrue(done(run("db", "get", id, "long")).length() > 1_600_000);
      done(run("db", "verify", id));
      assertEquals("", done(run("db", "sync")));
      assertEquals("", done(run("db", "requests")));
    }
  }

  @Test
  void whatIsWrongIsSaidAsWithoutAServer() throws IOException {
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      assertFails(ExitCode.USAGE, "There are no users in this folder", run("user", "list"));
      done(run("user", "create", "anna", "--passwordless"));
      assertFails(
          ExitCode.FAILED, "such a user already", run("user", "create", "anna", "--passwordless"));
      assertFails(ExitCode.USAGE, "--nonsense", run("user", "list", "--nonsense"));
      assertFails(
          ExitCode.FAILED,
          "there is no file",
          run("user", "keys", "anna", "--password-file", "missing.txt"));
    }
  }

  /** Who is asked for a password lets nobody wait. */
  @Test
  void commandsRunAtTheSameTime() throws Exception {
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      done(run("user", "create", "anna", "--passwordless"));
      CountDownLatch asked = new CountDownLatch(1);
      CompletableFuture<String> answer = new CompletableFuture<>();
      CompletableFuture<Run> waiting =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      "",
                      question -> {
                        asked.countDown();
                        return Optional.of(answer.join().toCharArray());
                      },
                      "user",
                      "create",
                      "bert"));
      asked.await();
      assertEquals(List.of("anna"), names());
      answer.complete("secret");
      done(waiting.get());
      assertEquals(List.of("anna", "bert"), names());
    }
  }

  @Test
  void aServerThatEndsEndsItsCommands() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<String> never = new CompletableFuture<>();
    CompletableFuture<Run> waiting;
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      done(run("user", "create", "anna", "--passwordless"));
      waiting =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      "",
                      question -> {
                        asked.countDown();
                        return Optional.of(never.join().toCharArray());
                      },
                      "user",
                      "create",
                      "bert"));
      asked.await();
    }
    never.complete("too late");
    Run ended = waiting.get();
    assertEquals(ExitCode.FAILED, ended.exitCode());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(
        ended.err().contains("ended before the command did")
            || ended.err().contains("is being stopped"),
        ended.err());
    assertEquals(List.of("anna"), names());
  }

  /** As a server leaves it that was killed. */
  @Test
  void aSocketThatNobodyHearsIsNoServer() throws IOException {
    done(run("user", "create", "anna", "--passwordless"));
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(data().resolve("control")));
    }
    assertTrue(Files.exists(data().resolve("control")));
    assertEquals(List.of("anna"), names());
    try (Served server = serve()) {
      assertFalse(server.said().contains("need the server to be stopped"), server.said());
      assertEquals(List.of("anna"), names());
    }
    assertFalse(Files.exists(data().resolve("control")));
  }

  @Test
  void onlyTheOwnerReachesIt() throws IOException {
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("control"))));
    }
  }

  /** Not any more if it was hung up on. */
  private static boolean reads(SocketChannel channel, ByteBuffer more) throws IOException {
    try {
      return channel.read(more) >= 0;
    } catch (SocketException e) {
      return false;
    }
  }

  private byte[] answer(byte[] said) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(data().resolve("control")));
      channel.write(ByteBuffer.wrap(said));
      channel.shutdownOutput();
      ByteBuffer all = ByteBuffer.allocate(10_000);
      while (reads(channel, all)) {
        assertTrue(all.hasRemaining());
      }
      byte[] bytes = new byte[all.flip().remaining()];
      all.get(bytes);
      return bytes;
    }
  }

  private static byte[] request(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(5 + bytes.length)
        .put((byte) 'c')
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  @Test
  void whatIsNoCommandOfItsOwnIsNotRun() throws IOException {
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      String other =
          new String(
              answer(request("{\"version\":1,\"directory\":\"/\",\"arguments\":[\"serve\"]}")),
              StandardCharsets.UTF_8);
      assertTrue(other.contains("commands about users and signed databases only"), other);
      String newer =
          new String(
              answer(request("{\"version\":2,\"directory\":\"/\",\"arguments\":[]}")),
              StandardCharsets.UTF_8);
      assertTrue(newer.contains("another version"), newer);
      for (String nonsense :
          List.of("", "GET / HTTP/1.1\r\n\r\n", "c", "c\u007f\u007f\u007f\u007f")) {
        assertEquals(0, answer(nonsense.getBytes(StandardCharsets.ISO_8859_1)).length, nonsense);
      }
      for (String nonsense : List.of("[]", "{}", "{\"version\":1}", "{\"version\":\"x\"}")) {
        assertTrue(answer(request(nonsense)).length > 0, nonsense);
      }
      done(run("user", "create", "anna", "--passwordless"));
      assertEquals(List.of("anna"), names());
    }
  }
}
