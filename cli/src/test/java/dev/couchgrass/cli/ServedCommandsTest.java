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
import java.util.ArrayList;
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
            name -> Files.newInputStream(folder.resolve(name)),
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

  /** Runs a command that asks for a password, which it has asked for when this returns. */
  private CompletableFuture<Run> asking(CompletableFuture<String> answer, String... arguments)
      throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Prompt prompt =
        question -> {
          asked.countDown();
          return Optional.of(answer.join().toCharArray());
        };
    CompletableFuture<Run> running =
        CompletableFuture.supplyAsync(() -> run("", prompt, arguments));
    asked.await();
    return running;
  }

  /** Who is asked for a password lets nobody wait. */
  @Test
  void commandsRunAtTheSameTime() throws Exception {
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      done(run("user", "create", "anna", "--passwordless"));
      CompletableFuture<String> answer = new CompletableFuture<>();
      CompletableFuture<Run> waiting = asking(answer, "user", "create", "bert");
      assertEquals(List.of("anna"), names());
      answer.complete("secret");
      done(waiting.get());
      assertEquals(List.of("anna", "bert"), names());
    }
  }

  @Test
  void aServerThatEndsEndsItsCommands() throws Exception {
    CompletableFuture<String> never = new CompletableFuture<>();
    CompletableFuture<Run> waiting;
    long closing;
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      done(run("user", "create", "anna", "--passwordless"));
      waiting = asking(never, "user", "create", "bert");
      closing = System.nanoTime();
    }
    // Not after what commands are given to end: this one waits for somebody.
    assertTrue(System.nanoTime() - closing < 4_000_000_000L);
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

  /** What lies where the socket should be is not deleted, whatever it is. */
  @Test
  void whatIsNoSocketStays() throws IOException {
    Files.createDirectories(data());
    Files.writeString(data().resolve("control"), "mine");
    try (Served server = serve()) {
      assertTrue(server.said().contains("there is something else that is called"), server.said());
      assertFails(ExitCode.IN_USE, "is in use by process", run("user", "list"));
    }
    assertEquals("mine", Files.readString(data().resolve("control")));
  }

  /** Links are followed to the folder that the server has locked, and to no other one. */
  @Test
  void aFolderIsFoundByEachOfItsNames() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a").resolve("b"));
    Files.createSymbolicLink(folder.resolve("link"), deep);
    Path odd = folder.resolve("link").resolve("..").resolve("data");
    String[] serving = {"serve", "--port", "0", "--data", odd.toString()};
    try (Served other = serve();
        Served server = new Served(PLAIN, serving)) {
      assertFalse(server.said().contains("need the server to be stopped"), server.said());
      done(run("user", "create", "anna", "--passwordless"));
      done(Run.of("user", "create", "bert", "--passwordless", "--data", odd.toString()));
      assertEquals(List.of("anna"), names());
      assertFalse(other.url().equals(server.url()));
      String real = folder.resolve("a").resolve("data").toString();
      assertEquals("bert", done(Run.of("user", "list", "--data", real)).strip());
    }
  }

  /** A file is the client's, who may find what the server does not. */
  @Test
  void filesAreReadByWhoNamesThem() throws IOException {
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      Files.writeString(folder.resolve("only-here.txt"), "secret");
      done(run("user", "create", "anna", "--password-file", "only-here.txt"));
      done(run("", typing("secret"), "user", "keys", "anna"));
      Run folderInstead = run("user", "keys", "anna", "--password-file", "data");
      assertEquals(ExitCode.FAILED, folderInstead.exitCode());
      assertEquals(1, folderInstead.err().lines().count(), folderInstead.err());
    }
  }

  /** Those that wait for a password share the instance, and what ends closes it under nobody. */
  @Test
  void whatEndsLeavesTheOthersTheInstance() throws Exception {
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      done(run("", typing("secret"), "user", "create", "anna"));
      CompletableFuture<String> answer = new CompletableFuture<>();
      CompletableFuture<Run> waiting = asking(answer, "db", "create", "--user", "anna");
      assertEquals("", done(run("db", "sync")));
      assertEquals("", done(run("db", "requests")));
      answer.complete("secret");
      assertTrue(done(waiting.get()).contains("id: "));
    }
  }

  @Test
  void whereTooManyRunTheNextIsSentAway() throws Exception {
    try (Served server = serve()) {
      assertTrue(server.url().startsWith("http"));
      List<SocketChannel> silent = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        silent.add(connect());
      }
      Run refused = run("user", "list");
      assertEquals(ExitCode.FAILED, refused.exitCode());
      assertTrue(refused.err().contains("as many commands as it can"), refused.err());
      for (SocketChannel each : silent) {
        each.close();
      }
      done(run("user", "create", "anna", "--passwordless"));
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(data().resolve("control")));
    return channel;
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
    try (SocketChannel channel = connect()) {
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
              answer(request("{\"version\":1,\"arguments\":[\"serve\"]}")), StandardCharsets.UTF_8);
      assertTrue(other.contains("commands about users and signed databases only"), other);
      String newer =
          new String(answer(request("{\"version\":2,\"arguments\":[]}")), StandardCharsets.UTF_8);
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
