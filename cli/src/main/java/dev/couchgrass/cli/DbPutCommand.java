package dev.couchgrass.cli;

import dev.couchgrass.cli.json.MalformedJsonException;
import dev.couchgrass.cli.json.ValueReader;
import dev.couchgrass.cli.signed.Names;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.Transaction;
import dev.couchgrass.instance.store.DocStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code couchgrass db put}. */
@Command(
    name = "put",
    header = "Write a value into a signed database, in one entry.",
    description = {
      "The value takes the place of what is there. Makes the store, and the documents on the way. A"
          + " path is as 'db get' explains it.",
      "Prints the id of the entry."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass db put ID todo milk '\"2 l\"' --user anna",
      "  couchgrass db put ID todo shops @shops.json --user anna"
    })
final class DbPutCommand extends DbUserCommand {
  @Parameters(index = "1", paramLabel = "STORE", description = "A store of documents.")
  private String store = "";

  @Parameters(index = "2", paramLabel = "PATH", description = "Where the value goes.")
  private String path = "";

  @Parameters(
      index = "3",
      paramLabel = "JSON",
      description = "The value, or '@' and the name of its file.")
  private String json = "";

  private Optional<Value> value = Optional.empty();

  DbPutCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void check() throws IOException {
    super.check();
    if (path.isEmpty()) {
      throw CommandException.usage("PATH is empty; it has to name something in the store");
    }
    CommandException.meaning("this is no path", path, () -> Names.steps(path));
    try {
      value =
          Optional.of(ValueReader.read(JsonArgument.bytes(terminal(), json), new SecureRandom()));
    } catch (MalformedJsonException e) {
      throw CommandException.failed("the value, line " + e.line() + ": " + e.reason());
    }
  }

  @Override
  int run(SignedDatabase database) throws IOException {
    Transaction transaction = database.transaction().await();
    DocStore opened = transaction.store(DocStore.TYPE, store).await();
    CommandException.meaning(
        "there is no such place in the list",
        path,
        () -> {
          opened.set(Names.path(opened.all(), path), value.orElseThrow());
          return opened;
        });
    Cid entry = transaction.commit().await();
    show(new JsonObject().put("entry", entry.toString()));
    return ExitCode.DONE;
  }
}
