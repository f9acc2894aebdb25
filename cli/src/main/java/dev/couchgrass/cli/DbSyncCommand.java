package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Names;
import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.peer.PairState;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.InstanceSync;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code couchgrass db sync}. */
@Command(
    name = "sync",
    header = "Make signed databases equal with those of other instances, once.",
    description = {
      "Prints for each database and each peer whether they are equal now, or why not. Without an"
          + " id, of all databases that a user here wants synced; no user need log in."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  couchgrass db sync", "  couchgrass db sync ID"})
final class DbSyncCommand extends InstanceCommand {
  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The database's id.")
  private Optional<String> id = Optional.empty();

  DbSyncCommand(Terminal terminal) {
    super(terminal);
  }

  private Optional<Cid> id() {
    return id.map(
        text ->
            CommandException.meaning("this is no database's id", text, () -> Names.database(text)));
  }

  @Override
  OpenInstance open() throws IOException {
    id();
    return super.open();
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    InstanceSync sync = opened.sync(SyncOptions.DEFAULTS);
    run(sync);
    boolean failed = false;
    for (PairState each : sync.states()) {
      boolean wanted = id().isEmpty() || id().get().equals(each.database());
      if (wanted) {
        failed |= each.lastFailure().isPresent();
        showRow(
            new JsonObject()
                .put("database", each.database().toString())
                .put("peer", each.peer().toString())
                .put("result", each.lastFailure().orElse("synced")));
      }
    }
    return failed ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** What failed is told for each. */
  private void run(InstanceSync sync) {
    try {
      if (id().isPresent()) {
        sync.sync(id().get()).await();
      } else {
        sync.flush().await();
      }
    } catch (InstanceException e) {
      boolean told =
          sync.states().stream()
              .anyMatch(each -> id().isEmpty() || id().get().equals(each.database()));
      if (!told) {
        throw e;
      }
    }
  }
}
