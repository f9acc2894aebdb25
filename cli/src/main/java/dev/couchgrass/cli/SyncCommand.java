package dev.couchgrass.cli;

import dev.couchgrass.cli.replicate.OpenSide;
import dev.couchgrass.cli.replicate.Side;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass sync}. */
@Command(
    name = "sync",
    header = "Bring what each of two databases has to the other.",
    description = {
      "As 'couchgrass replicate' does, both ways at once: afterwards both have all that either had."
          + " Each is named as a side of that command is.",
      "Documents that were changed on both sides are in conflict on both; the same revision wins"
          + " there and here.",
      "It fails (1) if a side refused a document; those are listed, and the others are there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass sync cities https://couch.example.org/cities",
      "  couchgrass sync cities https://couch.example.org/cities --live"
    })
final class SyncCommand extends ReplicationCommand {
  @Parameters(index = "0", paramLabel = "A", description = "A database.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another; made if it is missing.")
  private String other = "";

  @Option(names = "--no-create", description = "Fail if B is missing.")
  private boolean noCreate;

  SyncCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Side near = side(one);
    Side far = side(other);
    ReplicationOptions options = options();
    Vertx vertx = Vertx.vertx();
    try (OpenSide a = open(vertx, near, false);
        OpenSide b = open(vertx, far, !noCreate)) {
      Replicator replicator = new Replicator(vertx);
      return watch(
          replicator.start(a.endpoint(), b.endpoint(), options),
          replicator.start(b.endpoint(), a.endpoint(), options));
    } finally {
      vertx.close().await();
    }
  }
}
