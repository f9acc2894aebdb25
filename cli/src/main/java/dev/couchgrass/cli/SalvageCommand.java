package dev.couchgrass.cli;

import dev.couchgrass.store.chronicle.ChronicleFolder.Dropped;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code couchgrass salvage}. */
@Command(
    name = "salvage",
    header = "Make a damaged store one that opens, with what is whole of it.",
    description = {
      "The last resort, if there is no backup and nothing to replicate from. Copy the folder first."
          + " Damaged files of the log stay beside the others, as NAME.damaged.",
      "What was lost may leave documents that are half there, or bring back deleted ones: run"
          + " 'couchgrass check' next, and take what can be read with replication or dump.",
      "What was dropped goes to standard output, a line each.",
      "Exit codes: 0 nothing was damaged, 1 failed, 4 the folder is in use, 5 something was dropped."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass salvage --data /var/lib/couchgrass")
final class SalvageCommand extends FolderCommand {
  SalvageCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    List<Dropped> dropped = store(folder()).salvage();
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
