package dev.couchgrass.cli;

import dev.couchgrass.store.chronicle.ChronicleFolder.Dropped;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code couchgrass salvage}. */
@Command(
    name = "salvage",
    header = "Copy what is whole of a damaged store into a folder, as a store that opens.",
    description = {
      "The last resort, if there is no backup and nothing to replicate from. The damaged store stays"
          + " as it is, and may be on a read-only file system.",
      "What was lost may leave documents that are half there, or bring back deleted ones: run"
          + " 'couchgrass check' next, and take what can be read with replication or dump.",
      "What was dropped goes to standard output, a line each.",
      "Exit codes: 0 nothing was damaged, 1 failed, 2 there is no store, or the target is not empty,"
          + " 4 the folder is in use, 5 something was dropped."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass salvage /var/lib/salvaged --data /var/lib/couchgrass")
final class SalvageCommand extends FolderCommand {
  @Parameters(index = "0", paramLabel = "TARGET", description = "A folder that is empty, or new.")
  private String target = "";

  SalvageCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    List<Dropped> dropped = store(folder()).salvageTo(path(target));
    for (Dropped part : dropped) {
      print(part.file() + ", bytes " + part.from() + " to " + part.to() + ": " + part.why());
    }
    if (dropped.isEmpty()) {
      print("Nothing was damaged");
      return ExitCode.DONE;
    }
    return ExitCode.DAMAGED;
  }
}
