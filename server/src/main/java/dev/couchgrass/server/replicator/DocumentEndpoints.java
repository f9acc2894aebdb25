package dev.couchgrass.server.replicator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replicator.document.DocumentState;
import dev.couchgrass.server.replicator.document.ReplicatorDatabases;
import dev.couchgrass.server.replicator.job.Jobs;
import dev.couchgrass.server.replicator.job.Origin;
import dev.couchgrass.server.replicator.request.ReplicatorDocument;
import dev.couchgrass.server.replicator.request.ReplicatorNames;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /_scheduler/docs}: the documents of replicator databases, and how each fares. */
final class DocumentEndpoints {
  private static final int AT_ONCE = 100;

  private final Home home;
  private final Storage storage;
  private final Jobs jobs;
  private final ReplicatorDatabases databases;

  DocumentEndpoints(Home home, Storage storage, Jobs jobs, ReplicatorDatabases databases) {
    this.home = home;
    this.storage = storage;
    this.jobs = jobs;
    this.databases = databases;
  }

  Future<Void> all(Exchange exchange) {
    return list(exchange, home.ask(databases::names));
  }

  Future<Void> of(Exchange exchange) {
    return list(exchange, Future.succeededFuture(List.of(database(exchange))));
  }

  Future<Void> one(Exchange exchange) {
    DatabaseName database = database(exchange);
    DocumentId id = id(exchange.parameter("id"));
    return home.ask(
            () ->
                storage
                    .open(database)
                    .compose(store -> store.get(id))
                    .map(
                        found ->
                            row(
                                database,
                                found.orElseThrow(() -> HttpFailure.notFound("missing")))))
        .compose(row -> exchange.json(200, row));
  }

  private static DatabaseName database(Exchange exchange) {
    try {
      DatabaseName name = new DatabaseName(exchange.parameter("database"));
      if (ReplicatorNames.isReplicator(name)) {
        return name;
      }
    } catch (InvalidInputException e) {
      // Said below: what can't be a database's name is the name of none.
    }
    throw StoreException.databaseMissing();
  }

  private static DocumentId id(String text) {
    try {
      return new DocumentId(text);
    } catch (InvalidInputException e) {
      throw HttpFailure.notFound("missing");
    }
  }

  private Future<Void> list(Exchange exchange, Future<List<DatabaseName>> names) {
    Window window = Window.of(exchange.query());
    Set<String> states =
        exchange
            .query()
            .text("states")
            .map(
                list ->
                    Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet()))
            .orElse(Set.of());
    Listing listing = new Listing(window, states);
    return names
        .compose(found -> home.ask(() -> fill(listing, found)))
        .compose(filled -> exchange.json(200, listing.json()));
  }

  private Future<Void> fill(Listing listing, List<DatabaseName> names) {
    Future<Void> filled = Future.succeededFuture();
    for (DatabaseName name : names) {
      filled = filled.compose(before -> storage.open(name)).compose(s -> fill(listing, s));
    }
    return filled;
  }

  private Future<Void> fill(Listing listing, DocumentStore store) {
    return store
        .allDocs(AllDocsOptions.DEFAULTS.withDocuments(true))
        .compose(
            rows ->
                Repeat.whileTrue(
                        () ->
                            rows.next(AT_ONCE)
                                .map(
                                    taken -> {
                                      taken.forEach(row -> add(listing, store, row));
                                      return !taken.isEmpty();
                                    }))
                    .eventually(rows::close));
  }

  private void add(Listing listing, DocumentStore store, AllDocsRow row) {
    if (row instanceof AllDocsRow.Found found
        && !found.id().isDesign()
        && found.document().isPresent()) {
      listing.add(row(store.name(), found.document().get()));
    }
  }

  private ObjectNode row(DatabaseName database, StoredDocument document) {
    Origin.Document origin = new Origin.Document(database, document.id());
    DocumentState state = databases.documents().state(origin);
    Optional<String> job =
        state instanceof DocumentState.Scheduled scheduled
            ? Optional.of(scheduled.job())
            : Optional.empty();
    return DocumentRow.of(
        origin, ReplicatorDocument.of(document.body()), state, job.flatMap(jobs::find));
  }

  /** Rows that are counted, of which some are kept. */
  private static final class Listing {
    private final Window window;
    private final Set<String> states;
    private final ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    private long counted;

    Listing(Window window, Set<String> states) {
      this.window = window;
      this.states = states;
    }

    void add(ObjectNode row) {
      if (states.isEmpty() || states.contains(row.path("state").asText())) {
        if (counted >= window.skip() && kept.size() < window.limit()) {
          kept.add(row);
        }
        counted++;
      }
    }

    ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("total_rows", counted).put("offset", window.skip());
      json.set("docs", kept);
      return json;
    }
  }
}
