package dev.couchgrass.cli;

import dev.couchgrass.cli.dump.DumpOptions;
import dev.couchgrass.cli.dump.Dumper;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code couchgrass dump}. */
@Command(
    name = "dump",
    header = "Write all documents of a database, one on a line (NDJSON).",
    description = {
      "Writes the winning revision of each document that is not deleted, design documents too, in"
          + " the order of ids. Equal databases give equal dumps. Not in it: deleted documents,"
          + " losing revisions, local documents."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass dump cities | gzip > cities.ndjson.gz",
      "  couchgrass dump cities --attachments | couchgrass load copy --keep-revs",
      "  couchgrass dump cities --strip-rev | diff - before.ndjson"
    })
final class DumpCommand extends DatabaseCommand {
  @Option(
      names = "--attachments",
      description =
          "With the contents of attachments; else a dump of documents that have some"
              + " cannot be loaded.")
  private boolean attachments;

  @Option(names = "--strip-rev", description = "Without _rev.")
  private boolean stripRevisions;

  DumpCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DumpOptions options =
        DumpOptions.DEFAULTS.withAttachments(attachments).withStripRevisions(stripRevisions);
    new Dumper(connect(), options).dump(database(), terminal().out());
    terminal().out().flush();
    return ExitCode.DONE;
  }
}
