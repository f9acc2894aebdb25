package dev.couchgrass.cli;

import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.cli.replicate.OpenSide;
import dev.couchgrass.cli.replicate.ReplicationProgress;
import dev.couchgrass.cli.replicate.Side;
import dev.couchgrass.cli.replicate.Watch;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.SelectorParser;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.sync.Replication;
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
import picocli.CommandLine.Option;

/** A command that replicates between two databases. */
abstract class ReplicationCommand extends ClientCommand {
  private static final int GRACE_SECONDS = 10;

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

  private final WorkProgress opening;

  ReplicationCommand(Terminal terminal) {
    super(terminal);
    opening = new WorkProgress(terminal.err(), terminal.drawable(), System::nanoTime);
  }

  final Side side(String text) {
    try {
      return Side.parse(text, address(), this::known);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  final ReplicationOptions options() throws IOException {
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
      return new Selection.Selector(filter(JsonArgument.bytes(terminal(), selector.get())));
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

  /** Opens a database; makes it if it is missing, if that is wanted. */
  final OpenSide open(Vertx vertx, Side side, boolean create) throws IOException {
    try {
      return OpenSide.open(vertx, side, create, opening);
    } catch (StoreException e) {
      throw refused(side, e);
    } finally {
      opening.end();
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

  /** Tells of replications until they are over, and says whether everything arrived. */
  final int watch(Replication... replications) {
    Watch watch =
        new Watch(
            List.of(replications),
            new ReplicationProgress(terminal().err(), terminal().drawable(), System::nanoTime));
    CountDownLatch told = new CountDownLatch(1);
    Thread interrupted = new Thread(() -> cancel(watch, told));
    Runtime.getRuntime().addShutdownHook(interrupted);
    List<ReplicationState> last = watch.untilOver();
    told.countDown();
    if (last.stream().noneMatch(ReplicationState.Cancelled.class::isInstance)) {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
    for (ReplicationState state : last) {
      if (state instanceof ReplicationState.Failed failed) {
        throw CommandException.failed(ReplicationProgress.reason(failed.error()));
      }
    }
    boolean complete = last.stream().allMatch(state -> state.soFar().complete());
    return complete ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Notes how far it came, if that does not take too long: without, a little is done again. */
  private static void cancel(Watch watch, CountDownLatch told) {
    watch.cancel();
    try {
      told.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
