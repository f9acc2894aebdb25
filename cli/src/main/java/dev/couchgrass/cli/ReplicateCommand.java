package dev.couchgrass.cli;

import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.cli.replicate.OpenSide;
import dev.couchgrass.cli.replicate.ReplicationProgress;
import dev.couchgrass.cli.replicate.Side;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.SelectorParser;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.Selection;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass replicate}. */
@Command(
    name = "replicate",
    header = "Bring what one database has to another.",
    description = {
      "Each of the two is a name (a database of the server at --url), a URL that ends in a name, or"
          + " file:FOLDER/NAME, where FOLDER is one that no server has open.",
      "Every document travels with its conflicts, deletions and attachments, and only what the"
          + " target lacks. Both sides note how far it came: it may be interrupted, and goes on"
          + " from there when it is run again.",
      "It fails (1) if the target refused a document; those are listed, and the others are there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass replicate cities https://couch.example.org/cities",
      "  couchgrass replicate https://couch.example.org/cities cities --live",
      "  couchgrass replicate cities file:/backup/couchgrass/cities",
      "  couchgrass replicate cities norway --selector '{\"country\":\"Norway\"}'"
    })
final class ReplicateCommand extends ClientCommand {
  private static final int GRACE_SECONDS = 10;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "The database to read.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "The database to write.")
  private String target = "";

  @Option(names = "--live", description = "Go on with what happens later, until interrupted.")
  private boolean live;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Only this document; may be given several times.")
  private List<String> ids = List.of();

  @Option(
      names = "--selector",
      paramLabel = "JSON",
      description = "Only revisions that this Mango selector wants, deletions too; or @FILE.")
  private Optional<String> selector = Optional.empty();

  @Option(names = "--winners-only", description = "Leave conflicts behind.")
  private boolean winnersOnly;

  @Option(names = "--no-create", description = "Fail if the target is missing.")
  private boolean noCreate;

  ReplicateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Side from = side(source);
    Side to = side(target);
    ReplicationOptions options = options();
    WorkProgress opening =
        new WorkProgress(terminal().err(), terminal().drawable(), System::nanoTime);
    Vertx vertx = Vertx.vertx();
    try (OpenSide read = open(vertx, from, false, opening);
        OpenSide written = open(vertx, to, !noCreate, opening)) {
      opening.end();
      return run(new Replicator(vertx).start(read.endpoint(), written.endpoint(), options));
    } finally {
      vertx.close().await();
    }
  }

  private Side side(String text) {
    try {
      return Side.parse(text, address(), this::known);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  private ReplicationOptions options() throws IOException {
    return ReplicationOptions.DEFAULTS
        .withWinnersOnly(winnersOnly)
        .withLive(live)
        .withSelection(selection());
  }

  private Selection selection() throws IOException {
    if (selector.isPresent()) {
      if (!ids.isEmpty()) {
        throw CommandException.usage("--id and --selector exclude each other");
      }
      return new Selection.Selector(filter(JsonArgument.bytes(selector.get())));
    }
    return ids.isEmpty()
        ? Selection.ALL
        : new Selection.Documents(
            ids.stream().map(DocumentId::new).collect(Collectors.toUnmodifiableSet()));
  }

  private static ChangesFilter.Selector filter(byte[] json) {
    try {
      return SelectorParser.installed().parse(json);
    } catch (InvalidInputException e) {
      throw CommandException.usage("--selector: " + e.reason());
    } catch (StoreException e) {
      throw CommandException.failed("--selector: " + e.reason());
    }
  }

  private static OpenSide open(Vertx vertx, Side side, boolean create, WorkProgress progress)
      throws IOException {
    try {
      return OpenSide.open(vertx, side, create, progress);
    } catch (StoreException e) {
      throw refused(side, e);
    }
  }

  private static RuntimeException refused(Side side, StoreException cause) {
    if (cause.code() == ErrorCode.STORE_FAILED && side instanceof Side.OnServer server) {
      return CommandException.unreachable(
          server.server().base().toString() + side.database() + ": " + cause.reason());
    }
    String hint =
        switch (cause.code()) {
          case UNAUTHORIZED -> " (put NAME:PASSWORD@ before the host, or see --user)";
          case FORBIDDEN -> " (this takes a user with more rights)";
          default -> "";
        };
    return CommandException.failed(side.database() + ": " + cause.reason() + hint);
  }

  private int run(Replication replication) {
    ReplicationProgress progress =
        new ReplicationProgress(terminal().err(), terminal().drawable(), System::nanoTime);
    CountDownLatch told = new CountDownLatch(1);
    Thread interrupted = new Thread(() -> cancel(replication, told));
    Runtime.getRuntime().addShutdownHook(interrupted);
    ReplicationState state = replication.state();
    while (!state.over()) {
      progress.at(state);
      state = replication.next(state).await();
    }
    progress.finish(state);
    told.countDown();
    if (!(state instanceof ReplicationState.Cancelled)) {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
    if (state instanceof ReplicationState.Failed failed) {
      throw CommandException.failed(ReplicationProgress.reason(failed.error()));
    }
    return state.soFar().complete() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Notes how far it came, if that does not take too long: without, a little is done again. */
  private static void cancel(Replication replication, CountDownLatch told) {
    replication.cancel();
    try {
      told.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
