package dev.couchgrass.cli;

import dev.couchgrass.cli.client.Target;
import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass get}. */
@Command(
    name = "get",
    header = "Write a document.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass get cities paris",
      "  couchgrass get cities paris --conflicts",
      "  couchgrass get cities _design/app"
    })
final class GetCommand extends DatabaseCommand {
  @Parameters(index = "1", paramLabel = "ID", description = "The document's id.")
  private String id = "";

  @Option(names = "--rev", paramLabel = "REV", description = "This revision, not the winner.")
  private Optional<String> revision = Optional.empty();

  @Option(names = "--conflicts", description = "With the revisions that lost, in _conflicts.")
  private boolean conflicts;

  @Option(names = "--revs", description = "With the ids of earlier revisions, in _revisions.")
  private boolean revisions;

  @Option(names = "--attachments", description = "With the contents of attachments.")
  private boolean attachments;

  GetCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Target target = Target.document(database(), id);
    target = revision.isPresent() ? target.with("rev", revision.get()) : target;
    target = conflicts ? target.with("conflicts", "true") : target;
    target = revisions ? target.with("revs", "true") : target;
    target = attachments ? target.with("attachments", "true") : target;
    terminal().out().write(RawObject.parse(connect().get(target)).onOneLine());
    terminal().out().write('\n');
    terminal().out().flush();
    return ExitCode.DONE;
  }
}
