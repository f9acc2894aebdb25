package dev.couchgrass.conformance.transaction;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.conformance.document.StoreFixture.id;
import static dev.couchgrass.conformance.document.StoreFixture.json;

import dev.couchgrass.conformance.entry.Draft;
import dev.couchgrass.conformance.operation.Author;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.DocumentTransaction;
import dev.couchgrass.store.EntryTransaction;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.StateKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something in each store of a storage, by a number, so that it can be told in which it is seen.
 * The node is by the number modulo that of the authors.
 */
final class Traces {
  /** All stores, by the words for what is seen in them. */
  static final Set<String> ALL =
      new TreeSet<>(
          List.of(
              "operation",
              "head",
              "topic",
              "cursor",
              "item",
              "node",
              "state",
              "document",
              "local",
              "entry"));

  private static final Topic TOPIC = new Topic(Hash.of(Author.text("topic")));

  private final DatabaseName database;

  Traces(DatabaseName database) {
    this.database = database;
  }

  private static Author.Chain chain(int number) {
    return Author.ALL.get(0).chain("log " + number);
  }

  private static Log log(int number) {
    return chain(number).log();
  }

  private static Operation operation(int number) {
    return chain(number).next();
  }

  private static Hash item(int number) {
    return Hash.of(Author.text("item " + number));
  }

  private static PublicKey node(int number) {
    return Author.ALL.get(number % Author.ALL.size()).log("a").author();
  }

  private static Entry entry(int number) {
    return Draft.root(1_000 + number).sign();
  }

  /** Leaves traces in all stores. */
  Future<Void> leave(StorageTransaction tx, int number) {
    leaveBesideDatabases(tx, number);
    return tx.documents(database)
        .compose(documents -> leave(documents, number))
        .compose(written -> tx.entries())
        .compose(entries -> entries.putVerified(List.of(entry(number))))
        .mapEmpty();
  }

  private static void leaveBesideDatabases(StorageTransaction tx, int number) {
    tx.operations().insert(operation(number), log(number).id());
    tx.topics().associate(TOPIC, log(number));
    tx.cursors().advance("cursor " + number, log(number), 0);
    tx.orderer("o").add(item(number), List.of());
    tx.addressBook().put(NodeInfo.of(node(number), "address " + number));
    tx.states().set(StateKind.OTHER, "state " + number, Author.text("state"));
  }

  private static Future<?> leave(DocumentTransaction documents, int number) {
    return documents
        .write(List.of(DocumentEdit.create(id("document " + number), json("{}"))))
        .compose(
            written -> documents.putLocal(new LocalDocumentId("local " + number), 0, json("{}")));
  }

  /** Where the traces of a number are seen by a transaction. */
  Set<String> seen(StorageTransaction tx, int number) {
    Set<String> seen = seen((LogView) tx, number);
    DocumentTransaction documents = await(tx.documents(database));
    EntryTransaction entries = await(tx.entries());
    GetOptions newest = GetOptions.DEFAULTS;
    add(seen, "document", await(documents.get(id("document " + number), newest)).isPresent());
    LocalDocumentId local = new LocalDocumentId("local " + number);
    add(seen, "local", await(documents.local(local)).isPresent());
    add(seen, "entry", await(entries.get(entry(number).id())).isPresent());
    return seen;
  }

  /** Where the traces of a number are seen elsewhere. */
  Set<String> seen(Storage storage, int number) {
    Set<String> seen = seen(await(storage.logs()), number);
    DocumentStore documents = await(storage.open(database));
    EntryStore entries = await(storage.entries());
    add(seen, "document", await(documents.get(id("document " + number))).isPresent());
    LocalDocumentId local = new LocalDocumentId("local " + number);
    add(seen, "local", await(documents.local(local)).isPresent());
    add(seen, "entry", await(entries.get(entry(number).id())).isPresent());
    return seen;
  }

  private static Set<String> seen(LogView logs, int number) {
    Set<String> seen = new TreeSet<>();
    add(seen, "operation", await(logs.operations().has(operation(number).id())));
    add(seen, "head", await(logs.logs().latest(log(number))).isPresent());
    add(seen, "topic", await(logs.topics().contains(TOPIC, log(number))));
    add(seen, "cursor", await(logs.cursors().get("cursor " + number)).isPresent());
    add(seen, "item", await(logs.orderer("o").state(item(number))).isPresent());
    boolean known =
        await(logs.addressBook().node(node(number)))
            .filter(node -> node.addresses().contains("address " + number))
            .isPresent();
    add(seen, "node", known);
    add(seen, "state", await(logs.states().has(StateKind.OTHER, "state " + number)));
    return seen;
  }

  private static void add(Set<String> seen, String what, boolean there) {
    if (there) {
      seen.add(what);
    }
  }
}
