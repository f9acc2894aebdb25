package dev.couchgrass.cli;

import dev.couchgrass.store.chronicle.ChronicleFolder.Copied;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code couchgrass restore}. */
@Command(
    name = "restore",
    header = "Make the databases of a backup a server's.",
    description = {
      "Copies a backup into a folder that is empty or new, and verifies the copy. The first start of"
          + " a server there builds the index.",
      "Exit codes: 0 done, 1 failed, 2 there is no backup, or the folder is not empty, 5 the backup"
          + " is damaged."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass restore /backup/monday --data /var/lib/couchgrass")
final class RestoreCommand extends FolderCommand {
  @Parameters(index = "0", paramLabel = "SOURCE", description = "The folder of a backup.")
  private String source = "";

  RestoreCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    Copied copied = store(path(source)).copyTo(folder());
    print(
        "Restored " + number(copied.bytes()) + " bytes, up to commit " + number(copied.commits()));
    return ExitCode.DONE;
  }
}
