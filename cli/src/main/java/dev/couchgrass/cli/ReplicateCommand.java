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
final class ReplicateCommand extends ReplicationCommand {
  @Parameters(index = "0", paramLabel = "SOURCE", description = "The database to read.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "The database to write.")
  private String target = "";

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
    Vertx vertx = Vertx.vertx();
    try (OpenSide read = open(vertx, from, false);
        OpenSide written = open(vertx, to, !noCreate)) {
      return watch(new Replicator(vertx).start(read.endpoint(), written.endpoint(), options));
    } finally {
      vertx.close().await();
    }
  }
}
