package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Descriptions;
import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code couchgrass db log}. */
@Command(
    name = "log",
    header = "List the entries of a signed database, in order.",
    description = {
      "Prints each entry's id, its height, what is known of it, who signed it, and the stores that"
          + " it is part of. Parents come before their children."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  couchgrass db log ID", "  couchgrass db log ID --json"})
final class DbLogCommand extends DbIdCommand {
  private static final int PIECE = 500;

  DbLogCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    SignedDatabase database = opened.requireDatabase(id());
    ResultCursor<StoredEntry> entries = database.entries(database.snapshot().await()).await();
    try {
      List<StoredEntry> piece = entries.next(PIECE).await();
      while (!piece.isEmpty()) {
        for (StoredEntry entry : piece) {
          showRow(Descriptions.of(entry));
        }
        piece = entries.next(PIECE).await();
      }
    } finally {
      entries.close().await();
    }
    return ExitCode.DONE;
  }
}
