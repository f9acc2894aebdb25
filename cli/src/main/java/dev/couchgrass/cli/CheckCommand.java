package dev.couchgrass.cli;

import dev.couchgrass.cli.disk.Check;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code couchgrass check}. */
@Command(
    name = "check",
    header = "Verify everything that a stopped server has on disk.",
    description = {
      "Reads every record of the log and every page of the index, and verifies their checksums;"
          + " builds another index from the log, and compares; then looks whether the documents"
          + " make sense: revision trees, listings, changes, bodies, counts, and the digests of"
          + " attachments, which are computed again; and so for signed databases and signed logs"
          + " (their entries and operations, and all that is noted beside them), but for their"
          + " signatures.",
      "What is wrong goes to standard error, a line each. Takes as long as reading everything"
          + " twice, and for a while as much space as the index.",
      "Exit codes: 0 nothing is wrong, 4 the folder is in use, 5 something is wrong."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  couchgrass check", "  couchgrass check --data /var/lib/couchgrass"})
final class CheckCommand extends FolderCommand {
  CheckCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    Check.Result result = store(folder()).check();
    print(
        "Checked "
            + number(result.totals().databases())
            + " databases, "
            + number(result.totals().documents())
            + " documents, "
            + number(result.totals().bodies())
            + " bodies, "
            + number(result.totals().attachments())
            + " attachments: "
            + (result.problems() == 0
                ? "nothing is wrong"
                : number(result.problems()) + " problems"));
    return result.problems() == 0 ? ExitCode.DONE : ExitCode.DAMAGED;
  }
}
