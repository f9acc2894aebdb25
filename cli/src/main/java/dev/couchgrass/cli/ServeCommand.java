package dev.couchgrass.cli;

import dev.couchgrass.cli.disk.FolderException;
import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.cli.serve.Passwords;
import dev.couchgrass.cli.serve.Plan;
import dev.couchgrass.cli.serve.RunningServer;
import dev.couchgrass.cli.serve.Setting;
import dev.couchgrass.cli.serve.Settings;
import dev.couchgrass.server.options.ServerOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code couchgrass serve}. */
@Command(
    name = "serve",
    header = "Run a server.",
    description = {
      "Serves until it is interrupted or terminated; then running requests may end first.",
      "Databases are kept on disk, in the folder couchgrass-data or where --data says; only one"
          + " server at a time can have it. With --memory they are gone when the server ends.",
      "Standard output tells where it listens and, if it made the administrator, a URL to log in"
          + " with; all else goes to standard error.",
      "There is always an administrator: the one that you name, or one with a random password,"
          + " printed once, at the first start of the folder. A password in --admin shows in the list of processes; use"
          + " COUCHGRASS_ADMIN or a file where others could read that."
    },
    footerHeading = "%nSettings:%n",
    footer = {
      "  Each option but --config is also read from the environment and the file:",
      "  for --max-request-size, COUCHGRASS_MAX_REQUEST_SIZE and max-request-size.",
      "  A flag counts more than the environment, that more than the file.",
      "",
      "Examples:",
      "  couchgrass serve",
      "  couchgrass serve --data /var/lib/couchgrass",
      "  COUCHGRASS_ADMIN=admin:secret couchgrass serve --port 8080",
      "  couchgrass serve --open --memory     for tests: no passwords, nothing kept",
      "  couchgrass serve --cors https://app.example.com --config my.properties"
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port, by default 5984; 0 for any free one.")
  private Optional<String> port = Optional.empty();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "The address, by default 127.0.0.1: this machine only. 0.0.0.0 for all.")
  private Optional<String> bind = Optional.empty();

  @Option(
      names = "--admin",
      paramLabel = "NAME:PASSWORD",
      description = "The administrator; the password may be a hash as CouchDB writes them.")
  private Optional<String> admin = Optional.empty();

  @Option(
      names = "--open",
      description = "Everybody is an administrator: for tests, on this machine only.")
  private boolean open;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where databases are kept; by default couchgrass-data, here.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--durability",
      paramLabel = "LEVEL",
      description = {
        "What is on disk when a write is acknowledged. commit, the default: all of it; interval: all"
            + " but the last 200 ms; none: what the system wrote on its own. The end of the"
            + " process alone loses nothing in any case."
      })
  private Optional<String> durability = Optional.empty();

  @Option(names = "--memory", description = "Keep databases in memory, until the server ends.")
  private boolean memory;

  @Option(
      names = "--cors",
      paramLabel = "ORIGINS",
      description =
          "Origins of web pages that may use the server, with commas; or *, for every"
              + " origin, without cookies and passwords.")
  private Optional<String> cors = Optional.empty();

  @Option(
      names = "--max-document-size",
      paramLabel = "SIZE",
      description = "By default 8000000 bytes; suffixes K, M, G are powers of 1024.")
  private Optional<String> maxDocumentSize = Optional.empty();

  @Option(names = "--max-attachment-size", paramLabel = "SIZE", description = "By default 1G.")
  private Optional<String> maxAttachmentSize = Optional.empty();

  @Option(
      names = "--max-request-size",
      paramLabel = "SIZE",
      description = "Of what is read as a whole, such as _bulk_docs; by default 128M.")
  private Optional<String> maxRequestSize = Optional.empty();

  @Option(
      names = "--replicator-jobs",
      paramLabel = "COUNT",
      description = "How many replications the server runs at a time; by default 20.")
  private Optional<String> replicatorJobs = Optional.empty();

  @Option(
      names = "--replicate-allow",
      paramLabel = "LIST",
      description = {
        "Servers that its replications may reach, with commas: addresses, ranges such as"
            + " 10.0.0.0/8, hosts such as *.example.com. By default all but those denied."
      })
  private Optional<String> replicateAllow = Optional.empty();

  @Option(
      names = "--replicate-deny",
      paramLabel = "LIST",
      description = {
        "Those they may never reach. By default unsafe: link-local, multicast and reserved"
            + " addresses, and the clouds' metadata services; a list without that word has them no"
            + " more; none for none."
      })
  private Optional<String> replicateDeny = Optional.empty();

  @Option(
      names = "--peers",
      description = {
        "Answer other instances about signed databases, on the same port, and keep those equal with"
            + " theirs that a user here wants synced; see 'couchgrass db'."
      })
  private boolean peers;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where other instances reach this server; told to those that it asks.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A file of settings, as Java properties in UTF-8.")
  private Optional<Path> config = Optional.empty();

  private final Terminal terminal;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = Settings.of(flags(), terminal.environment(), config);
    Plan plan = Plan.of(settings, () -> Passwords.random(new SecureRandom()));
    RunningServer server = start(plan);
    Thread stopper = new Thread(server::close, "couchgrass-stop");
    Runtime.getRuntime().addShutdownHook(stopper);
    attend(server);
    announce(server, plan);
    try {
      server.awaitClose();
    } catch (InterruptedException e) {
      server.close();
    }
    return ExitCode.DONE;
  }

  /** Without the socket the server serves all the same. */
  private void attend(RunningServer server) {
    try {
      server.attend(ServedCommands::new);
    } catch (IOException e) {
      terminal
          .err()
          .println(
              "Commands about users and signed databases need the server to be stopped: "
                  + e.getMessage());
    }
  }

  private Map<Setting, String> flags() {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    port.ifPresent(text -> flags.put(Setting.PORT, text));
    bind.ifPresent(text -> flags.put(Setting.BIND, text));
    admin.ifPresent(text -> flags.put(Setting.ADMIN, text));
    cors.ifPresent(text -> flags.put(Setting.CORS, text));
    maxDocumentSize.ifPresent(text -> flags.put(Setting.MAX_DOCUMENT_SIZE, text));
    maxAttachmentSize.ifPresent(text -> flags.put(Setting.MAX_ATTACHMENT_SIZE, text));
    maxRequestSize.ifPresent(text -> flags.put(Setting.MAX_REQUEST_SIZE, text));
    replicatorJobs.ifPresent(text -> flags.put(Setting.REPLICATOR_JOBS, text));
    replicateAllow.ifPresent(text -> flags.put(Setting.REPLICATE_ALLOW, text));
    replicateDeny.ifPresent(text -> flags.put(Setting.REPLICATE_DENY, text));
    url.ifPresent(text -> flags.put(Setting.URL, text));
    if (peers) {
      flags.put(Setting.PEERS, "true");
    }
    if (open) {
      flags.put(Setting.OPEN, "true");
    }
    data.ifPresent(text -> flags.put(Setting.DATA, text));
    durability.ifPresent(text -> flags.put(Setting.DURABILITY, text));
    if (memory) {
      flags.put(Setting.MEMORY, "true");
    }
    return flags;
  }

  private RunningServer start(Plan plan) throws IOException {
    try {
      return RunningServer.start(
          plan, new WorkProgress(terminal.err(), terminal.drawable(), System::nanoTime));
    } catch (FolderException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    } catch (Exception e) {
      // Vert.x throws what a future failed with, checked or not.
      throw cannotStart(plan, e);
    }
  }

  private static CommandException cannotStart(Plan plan, Exception cause) {
    ServerOptions options = plan.options();
    String place = options.bind() + " port " + options.port();
    if (plan.disk().isPresent() && !(cause instanceof SocketException)) {
      return CommandException.failed(
          "cannot use the folder " + plan.disk().get().folder() + ": " + reason(cause));
    }
    if (cause instanceof BindException && isTaken(cause)) {
      return CommandException.failed(
          place + " is taken by another program; choose one with --port (0: any free one)");
    }
    return CommandException.failed("cannot listen on " + place + ": " + cause.getMessage());
  }

  /** What lies beneath: the outermost says little of a disk's trouble. */
  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static boolean isTaken(Exception cause) {
    return String.valueOf(cause.getMessage()).contains("in use");
  }

  /**
   * Where the server is and how to log in are results: they go to standard output, at once, when it
   * serves. What a person should know besides goes to standard error.
   */
  private void announce(RunningServer server, Plan plan) throws IOException {
    terminal
        .err()
        .println(
            plan.disk()
                .map(disk -> "Databases are kept in " + disk.folder().toAbsolutePath() + ".")
                .orElse("Databases are kept in memory: they are gone when this ends."));
    if (plan.options().open()) {
      terminal.err().println("It is open: everybody who reaches the port may do everything.");
    }
    String lines = "Couchgrass is listening on " + server.url() + System.lineSeparator();
    if (server.newAdmin().isPresent()) {
      terminal
          .err()
          .println(
              plan.disk().isPresent()
                  ? "An administrator was made; keep the password, it is not told again."
                  : "An administrator was made for this run; --admin names another.");
      String url = server.url().replaceFirst("//", "//" + server.newAdmin().get() + '@');
      lines += "Log in with " + url + System.lineSeparator();
    }
    terminal.out().write(lines.getBytes(StandardCharsets.UTF_8));
    terminal.out().flush();
  }
}
