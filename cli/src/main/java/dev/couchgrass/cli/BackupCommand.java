package dev.couchgrass.cli;

import dev.couchgrass.store.chronicle.ChronicleFolder.Copied;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code couchgrass backup}. */
@Command(
    name = "backup",
    header = "Copy all databases, of a running server too, into a folder.",
    description = {
      "Everything that was acknowledged before the command began is in the copy, and the copy is"
          + " one state of all databases together. It is synced, then read again and verified.",
      "The copy is the log alone, without the index, which is built from it, and without the"
          + " administrator that a server made for itself.",
      "Exit codes: 0 done, 1 failed, 2 there is no store, or the target is not empty, 5 the store is"
          + " damaged."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass backup /backup/monday",
      "  couchgrass backup /backup/monday --data /var/lib/couchgrass"
    })
final class BackupCommand extends FolderCommand {
  @Parameters(index = "0", paramLabel = "TARGET", description = "A folder that is empty, or new.")
  private String target = "";

  BackupCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    Copied copied = store(folder()).copyTo(path(target));
    print("Copied " + number(copied.bytes()) + " bytes, up to commit " + number(copied.commits()));
    return ExitCode.DONE;
  }
}
