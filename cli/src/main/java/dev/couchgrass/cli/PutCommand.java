package dev.couchgrass.cli;

import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.Target;
import dev.couchgrass.cli.json.MalformedJsonException;
import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass put}. */
@Command(
    name = "put",
    header = "Write a document into a database.",
    description = {
      "To change a document, give the revision that you change, as _rev in it or by --rev: if"
          + " somebody else was faster, this is refused as a conflict.",
      "Prints the id and the new revision."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass put cities paris '{\"name\":\"Paris\"}' --create",
      "  couchgrass put cities paris < paris.json",
      "  couchgrass put cities paris @paris.json \\",
      "    --rev 1-967a00dff5e02add41819138abb3284d"
    })
final class PutCommand extends DatabaseCommand {
  @Parameters(index = "1", paramLabel = "ID", description = "The document's id.")
  private String id = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "JSON",
      description = "The document, or '@' and the name of its file; by default standard input.")
  private Optional<String> json = Optional.empty();

  @Option(names = "--rev", paramLabel = "REV", description = "The revision that is changed.")
  private Optional<String> revision = Optional.empty();

  @Option(names = "--create", description = "Make the database if it is missing.")
  private boolean create;

  PutCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    byte[] document = document();
    Target target = Target.document(database(), id);
    target = revision.isPresent() ? target.with("rev", revision.get()) : target;
    CouchClient client = connect();
    if (create) {
      create(client);
    }
    terminal().out().write(RawObject.parse(client.put(target, document)).onOneLine());
    terminal().out().write('\n');
    terminal().out().flush();
    return ExitCode.DONE;
  }

  private byte[] document() throws IOException {
    byte[] text = text();
    try {
      return RawObject.parse(text).bytes();
    } catch (MalformedJsonException e) {
      throw CommandException.failed("the document, line " + e.line() + ": " + e.reason());
    }
  }

  private byte[] text() throws IOException {
    return json.isEmpty()
        ? terminal().in().readAllBytes()
        : JsonArgument.bytes(terminal(), json.get());
  }
}
