package dev.couchgrass.conformance.transaction;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.conformance.document.StoreFixture.id;
import static dev.couchgrass.conformance.document.StoreFixture.json;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.operation.Author;
import dev.couchgrass.conformance.operation.LogFixture;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.operation.StateKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A storage with two empty databases for each test. */
public abstract class TransactionFixture extends LogFixture {
  static final DatabaseName DB = new DatabaseName("db");
  static final DatabaseName OTHER = new DatabaseName("other");

  final Traces traces = new Traces(DB);

  TransactionFixture(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void makeDatabases() {
    await(storage.create(DB));
    await(storage.create(OTHER));
  }

  DocumentStore db() {
    return await(storage.open(DB));
  }

  DocumentStore other() {
    return await(storage.open(OTHER));
  }

  /** Goes once through a writer and a reader that no transaction holds up. */
  void lookElsewhere() {
    await(other().write(DocumentEdit.create(id("look " + System.nanoTime()), json("{}"))));
    await(logs.cursors().get("look"));
  }

  /** Writes documents to a database in a transaction. */
  static Future<List<WriteResult>> write(StorageTransaction tx, DatabaseName name, String... ids) {
    List<DocumentEdit> edits =
        List.of(ids).stream().map(each -> DocumentEdit.create(id(each), json("{}"))).toList();
    return tx.documents(name).compose(documents -> documents.write(edits));
  }

  static Future<Void> set(StorageTransaction tx, String name, String state) {
    return tx.states().set(StateKind.OTHER, name, Author.text(state));
  }

  /** A state as it is committed. */
  Optional<String> state(String name) {
    return await(logs.states().get(StateKind.OTHER, name)).map(String::new);
  }

  /** A state as a transaction sees it. */
  static Future<Optional<String>> state(StorageTransaction tx, String name) {
    return tx.states().get(StateKind.OTHER, name).map(found -> found.map(String::new));
  }
}
