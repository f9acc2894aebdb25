package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.cli.serve.Plan;
import dev.couchgrass.cli.serve.RunningServer;
import dev.couchgrass.cli.serve.Setting;
import dev.couchgrass.cli.serve.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two folders that share a signed database, by the command alone. */
@Timeout(180)
class DbPeersTest {
  @TempDir Path folder;
  private int port;

  @BeforeEach
  void prepare() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    done(run("anna", "user", "create", "anna", "--passwordless"));
    done(run("bert", "user", "create", "bert", "--passwordless"));
  }

  private Run run(String where, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve(where).toString()));
    return Run.of(all.toArray(String[]::new));
  }

  private static String done(Run run) {
    assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    return run.out().strip();
  }

  private String url() {
    return "http://127.0.0.1:" + port;
  }

  private RunningServer serve() throws IOException {
    return serve("anna", Map.of(Setting.PORT, Integer.toString(port), Setting.URL, url()));
  }

  private RunningServer serve(String where, Map<Setting, String> more) throws IOException {
    Map<Setting, String> flags = new HashMap<>(more);
    flags.put(Setting.DATA, folder.resolve(where).toString());
    flags.put(Setting.PEERS, "true");
    Plan plan = Plan.of(Settings.of(flags, Map.of(), Optional.empty()), () -> "secret");
    RunningServer server =
        RunningServer.start(
            plan,
            new WorkProgress(
                new PrintStream(OutputStream.nullOutputStream()), false, System::nanoTime));
    server.attend(ServedCommands::new);
    return server;
  }

  private static String value(String line, String name) {
    assertTrue(line.contains(name + ": "), line);
    String rest = line.substring(line.indexOf(name + ": ") + name.length() + 2);
    return rest.lines().findFirst().orElseThrow();
  }

  @Test
  void aDatabaseIsSharedByATicket() throws IOException {
    String id = value(done(run("anna", "db", "create", "--user", "anna", "--name", "notes")), "id");
    done(run("anna", "db", "put", id, "todo", "milk", "\"2 l\"", "--user", "anna"));
    String ticket =
        value(done(run("anna", "db", "share", id, "--user", "anna", "--url", url())), "ticket");
    assertTrue(ticket.startsWith("couchgrass:?db=" + id + "&pr=http:"), ticket);

    try (RunningServer server = serve()) {
      assertEquals(port, server.port());
      String joined = done(run("bert", "db", "join", ticket, "--user", "bert", "--message", "me"));
      assertEquals(id, value(joined, "id"));
      assertEquals("pending", value(joined, "status"));
      Run early = run("bert", "db", "sync", id);
      assertEquals(ExitCode.FAILED, early.exitCode());
      assertTrue(early.out().contains("does not let this instance in"), early.out());
    }

    String request = done(run("anna", "db", "requests"));
    assertTrue(request.contains("pending") && request.endsWith("write  bert  me"), request);
    String wish = request.substring(0, request.indexOf(' '));
    String decided = done(run("anna", "db", "approve", wish, "--user", "anna"));
    assertEquals("granted", value(decided, "status"));
    Run again = run("anna", "db", "approve", wish, "--user", "anna");
    assertEquals(ExitCode.FAILED, again.exitCode());
    assertTrue(again.err().contains("has been decided"), again.err());

    try (RunningServer server = serve()) {
      assertEquals(port, server.port());
      assertTrue(done(run("bert", "db", "sync")).endsWith("synced"));
      assertEquals("\"2 l\"", done(run("bert", "db", "get", id, "todo", "milk")));
      done(run("bert", "db", "put", id, "todo", "bread", "1", "--user", "bert"));
      assertTrue(done(run("bert", "db", "sync", id)).endsWith("synced"));
    }
    assertEquals("1", done(run("anna", "db", "get", id, "todo", "bread")));
    Run away = run("bert", "db", "sync");
    assertEquals(ExitCode.FAILED, away.exitCode());
    assertTrue(away.out().contains("can't be reached"), away.out());
  }

  /** Whoever asks is let in while the server runs, and what is written by it goes to peers. */
  @Test
  void aRunningServerDecidesAndWrites() throws IOException {
    try (RunningServer server = serve("anna", Map.of(Setting.PORT, Integer.toString(port)))) {
      assertEquals(port, server.port());
      String created = done(run("anna", "db", "create", "--user", "anna", "--name", "notes"));
      String id = value(created, "id");
      String shared = done(run("anna", "db", "share", id, "--user", "anna", "--url", url()));
      String ticket = value(shared, "ticket");
      assertTrue(ticket.endsWith("pr=http:" + url()), ticket);
      done(run("bert", "db", "join", ticket, "--user", "bert", "--message", "me"));
      String request = done(run("anna", "db", "requests"));
      assertTrue(request.contains("pending"), request);
      String wish = request.substring(0, request.indexOf(' '));
      done(run("anna", "db", "approve", wish, "--user", "anna"));
      assertTrue(done(run("bert", "db", "sync")).endsWith("synced"));
      done(run("anna", "db", "put", id, "todo", "milk", "\"2 l\"", "--user", "anna"));
      assertTrue(done(run("bert", "db", "sync")).endsWith("synced"));
      assertEquals("\"2 l\"", done(run("bert", "db", "get", id, "todo", "milk")));
      done(run("bert", "db", "put", id, "todo", "bread", "1", "--user", "bert"));
      assertTrue(done(run("bert", "db", "sync", id)).endsWith("synced"));
      assertEquals("1", done(run("anna", "db", "get", id, "todo", "bread")));
    }
  }

  /** Peers say themselves where they are, and so may name what only this machine reaches. */
  @Test
  void whereAServerMayNotReachItDoesNotAskPeers() throws IOException {
    String id = value(done(run("anna", "db", "create", "--user", "anna", "--name", "notes")), "id");
    String ticket =
        value(done(run("anna", "db", "share", id, "--user", "anna", "--url", url())), "ticket");
    try (RunningServer server = serve()) {
      assertEquals(port, server.port());
      done(run("bert", "db", "join", ticket, "--user", "bert"));
    }
    Map<Setting, String> anywhere = Map.of(Setting.PORT, "0");
    Map<Setting, String> elsewhere =
        Map.of(Setting.PORT, "0", Setting.REPLICATE_DENY, "unsafe,127.0.0.0/8,::1");
    assertTrue(asksAnna(anywhere));
    assertFalse(asksAnna(elsewhere));
  }

  /** Whether bert's server connects to where anna said that she is. */
  private boolean asksAnna(Map<Setting, String> flags) throws IOException {
    try (ServerSocket anna = new ServerSocket(port, 8, InetAddress.getLoopbackAddress());
        RunningServer server = serve("bert", flags)) {
      assertTrue(server.port() > 0);
      anna.setSoTimeout(3_000);
      anna.accept().close();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** A command asks no service of a cloud for its secrets, either. */
  @Test
  void whereACommandMayNotReachItDoesNotAsk() {
    String id = value(done(run("anna", "db", "create", "--user", "anna")), "id");
    assertSays(
        ExitCode.FAILED,
        "may not be reached",
        run(
            "bert",
            "db",
            "join",
            "couchgrass:?db=" + id + "&pr=http:http://169.254.169.254",
            "--user",
            "bert"));
  }

  private static void assertSays(int exitCode, String message, Run run) {
    assertEquals(exitCode, run.exitCode(), run.err() + run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(run.err().contains("unexpected"), run.err());
  }

  @Test
  void whatIsWrongIsSaid() {
    String id = value(done(run("anna", "db", "create", "--user", "anna")), "id");
    assertSays(
        ExitCode.USAGE,
        "no URL of a server",
        run("anna", "db", "share", id, "--user", "anna", "--url", "ftp://a"));
    assertSays(
        ExitCode.USAGE,
        "no ticket",
        run("bert", "db", "join", "couchgrass:?db=x", "--user", "bert"));
    String nobody = "couchgrass:?db=" + id + "&pr=http:" + url();
    assertSays(
        ExitCode.FAILED, "can't be reached", run("bert", "db", "join", nobody, "--user", "bert"));
    assertSays(
        ExitCode.USAGE,
        "WHAT is admin",
        run("bert", "db", "join", nobody, "--user", "bert", "--as", "owner"));
    assertSays(ExitCode.FAILED, "not synced", run("anna", "db", "sync", id));
    assertEquals("", done(run("anna", "db", "sync")));
    assertEquals("", done(run("anna", "db", "requests")));
    assertSays(
        ExitCode.FAILED,
        "no such request",
        run("anna", "db", "approve", "nothing", "--user", "anna"));
    assertSays(
        ExitCode.USAGE,
        "without --peers",
        Run.of("serve", "--url", "http://a", "--memory", "--port", "0"));
  }
}
