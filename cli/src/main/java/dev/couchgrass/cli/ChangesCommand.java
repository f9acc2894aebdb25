package dev.couchgrass.cli;

import dev.couchgrass.cli.client.Target;
import dev.couchgrass.cli.dump.ChangeLines;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code couchgrass changes}. */
@Command(
    name = "changes",
    header = "Write what changed in a database, one change on a line (NDJSON).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass changes cities",
      "  couchgrass changes cities --since now --follow --include-docs"
    })
final class ChangesCommand extends DatabaseCommand {
  @Option(
      names = "--since",
      paramLabel = "SEQ",
      description = "Only what came after this 'seq' of an earlier change; 'now' for what comes.")
  private String since = "0";

  @Option(names = "--follow", description = "Wait for further changes, until interrupted.")
  private boolean follow;

  @Option(names = "--include-docs", description = "With the changed documents.")
  private boolean includeDocuments;

  ChangesCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Target all = Target.of(database(), "_changes").with("since", since);
    Target target = includeDocuments ? all.with("include_docs", "true") : all;
    ChangeLines lines = new ChangeLines(connect());
    if (follow) {
      lines.follow(target, terminal().out());
      throw CommandException.failed("the server ended the feed of changes of " + database());
    }
    lines.write(target, terminal().out());
    terminal().out().flush();
    return ExitCode.DONE;
  }
}
