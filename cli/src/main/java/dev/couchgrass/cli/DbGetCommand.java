package dev.couchgrass.cli;

import dev.couchgrass.cli.json.ValueWriter;
import dev.couchgrass.cli.signed.Names;
import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.DocStore;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code couchgrass db get}. */
@Command(
    name = "get",
    header = "Write a value of a signed database as JSON.",
    description = {
      "A path is names with slashes between; of a list, the number of the element, the first being"
          + " 0. Within a name, ~1 is a slash, and ~0 is ~."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass db get ID todo",
      "  couchgrass db get ID todo milk",
      "  couchgrass db get ID todo shops/0/name"
    })
final class DbGetCommand extends DbIdCommand {
  @Parameters(index = "1", paramLabel = "STORE", description = "A store of documents.")
  private String store = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PATH",
      description = "Which value; without it, all.")
  private Optional<String> path = Optional.empty();

  DbGetCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    SignedDatabase database = opened.requireDatabase(id());
    opened.requireStore(database, store);
    Value all = database.read(DocStore.TYPE, store).await().all();
    Value found =
        path.isEmpty()
            ? all
            : Names.find(all, path.get())
                .orElseThrow(() -> CommandException.failed("there is nothing at " + path.get()));
    print(ValueWriter.text(found));
    return ExitCode.DONE;
  }
}
