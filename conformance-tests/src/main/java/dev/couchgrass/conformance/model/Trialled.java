package dev.couchgrass.conformance.model;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a trial is of: a database, and its model. */
final class Trialled {
  /** So many bytes make a body a long one, which stores keep in another place than short ones. */
  private static final int LONG = 2_000;

  private final TriedStorage storage;
  private final StoreModel model = new StoreModel();
  private DocumentStore db;

  Trialled(TriedStorage storage) {
    this.storage = storage;
    this.db = storage.next();
  }

  TriedStorage storage() {
    return storage;
  }

  DocumentStore db() {
    return db;
  }

  StoreModel model() {
    return model;
  }

  boolean can(Capability capability) {
    return db.capabilities().contains(capability);
  }

  void reopen() {
    db = storage.reopen();
  }

  void crash() {
    if (can(Capability.DURABLE)) {
      db = storage.crash();
    }
  }

  Optional<RevisionId> leaf(String id, int number) {
    return pick(model.leaves(id), number);
  }

  Optional<RevisionId> revision(String id, int number) {
    return pick(model.revisions(id), number);
  }

  /** A revision that another descends from. */
  Optional<RevisionId> inner(String id, int number) {
    List<RevisionId> leaves = model.leaves(id);
    return pick(
        model.revisions(id).stream().filter(revision -> !leaves.contains(revision)).toList(),
        number);
  }

  private static <T> Optional<T> pick(List<T> all, int number) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(number % all.size()));
  }

  /** An edit that has to be refused, by a rule, with a code. */
  static void refused(String rule, ErrorCode code, Future<?> edit) {
    try {
      StoreFixture.assertFails(code, edit);
    } catch (AssertionError e) {
      throw new AssertionError(rule + ": the refusal: " + e.getMessage(), e);
    }
  }

  static JsonBody body(int number) {
    String padding = number % 3 == 2 ? "p".repeat(LONG) : "";
    return JsonBody.parse("{\"n\":" + number + ",\"p\":\"" + padding + "\"}");
  }

  /** The newest revision of a branch, and so many of its ancestors. */
  static List<RevisionId> branch(String name, int ancestors) {
    int oldest = Math.max(1, name.length() - ancestors);
    return IntStream.iterate(name.length(), g -> g >= oldest, g -> g - 1)
        .mapToObj(generation -> RevisionId.parse(generation + "-" + name.substring(0, generation)))
        .toList();
  }
}
