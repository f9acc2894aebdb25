package dev.couchgrass.cli;

import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.Target;
import dev.couchgrass.cli.json.MalformedJsonException;
import dev.couchgrass.cli.json.ObjectStream;
import dev.couchgrass.cli.load.EnvelopeException;
import dev.couchgrass.cli.load.LoadOptions;
import dev.couchgrass.cli.load.Loader;
import dev.couchgrass.cli.load.Progress;
import dev.couchgrass.cli.load.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass load}. */
@Command(
    name = "load",
    header = "Bring documents into a database.",
    description = {
      "Reads a JSON array of documents, or documents one after another (NDJSON), plain or gzipped.",
      "One object alone that holds documents in \"rows\" or \"docs\", as _all_docs answers and"
          + " _bulk_docs takes, is refused: in an array, it is loaded as one document.",
      "The database is made if it is missing. A document's id is its _id; a document without one"
          + " gets an id from --id-field, else a random one.",
      "Documents that the server refuses are listed, and the others loaded. A document that is there"
          + " already is refused as a conflict: loading the same file again changes nothing if"
          + " all of its documents have ids; those without are loaded again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass load cities cities.json",
      "  couchgrass load cities cities.ndjson.gz --id-field geonameid",
      "  couchgrass dump cities | couchgrass load copy --keep-revs"
    })
final class LoadCommand extends DatabaseCommand {
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "What to load; '-' or nothing for standard input.")
  private String file = STANDARD_INPUT;

  @Option(
      names = "--id-field",
      paramLabel = "NAME",
      description = "The member, text or number, that gives ids to documents without _id.")
  private Optional<String> idField = Optional.empty();

  @Option(
      names = "--keep-revs",
      description = "Documents keep their _rev, as replicated ones do: for dumps that have it.")
  private boolean keepRevisions;

  @Option(names = "--no-create", description = "Fail if the database is missing.")
  private boolean noCreate;

  @Option(
      names = "--batch",
      paramLabel = "COUNT",
      description = "How many documents travel together, by default 500.")
  private int batch = LoadOptions.DEFAULTS.batch();

  @Option(
      names = "--parallel",
      paramLabel = "COUNT",
      description = {
        "How many batches are under way at once, by default 4; with 1, documents are written in"
            + " their order, and of two with one id the first stays."
      })
  private int parallel = LoadOptions.DEFAULTS.parallel();

  @Option(
      names = "--max-listed",
      paramLabel = "COUNT",
      description = "How many refused documents are listed, by default 1000; all are counted.")
  private int maxListed = 1_000;

  LoadCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LoadOptions options = options();
    CouchClient client = connect();
    try (Source source = source()) {
      if (noCreate) {
        client.get(Target.database(database()));
      } else {
        create(client);
      }
      Progress progress =
          new Progress(
              terminal().err(), terminal().drawable(), maxListed, System::nanoTime, source);
      load(source, new Loader(client, database(), options, progress), progress);
      return progress.refusals() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static void load(Source source, Loader loader, Progress progress)
      throws IOException, InterruptedException {
    try (ObjectStream documents = ObjectStream.of(source.text())) {
      loader.load(documents);
    } catch (MalformedJsonException e) {
      throw CommandException.failed(source.name() + ", line " + e.line() + ": " + e.reason());
    } catch (EnvelopeException e) {
      throw CommandException.failed(source.name() + " is " + hint(e.list()));
    } finally {
      progress.finish();
    }
  }

  private static String hint(String list) {
    String documents = list.equals("rows") ? ".rows[].doc" : ".docs[]";
    return "one object with documents in \""
        + list
        + "\"; take them out, for instance with jq -c '"
        + documents
        + "', or put the object into an array to load it as one document";
  }

  private LoadOptions options() {
    try {
      LoadOptions options =
          LoadOptions.DEFAULTS
              .withBatch(batch)
              .withParallel(parallel)
              .withKeepRevisions(keepRevisions);
      return idField.map(options::withIdField).orElse(options);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  private Source source() throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return Source.stream(terminal().in());
    }
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw CommandException.failed(file + " is a folder");
    }
    return Source.file(path);
  }
}
