package dev.couchgrass.store.collection;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Bytes by id. Any text is an id that is not empty and is well-formed Unicode; others fail with
 * {@code ILLEGAL_DOCUMENT_ID}.
 *
 * <p>Each item is a document of {@link #documents()} with one member: {@code {"data":"<Base64>"}}.
 * Its id is the document's, with a circumflex ({@code ^}) in front if it begins with an underscore
 * or a circumflex. So items replicate as documents do. Where replicas disagree, every replica reads
 * the same one of the conflicting items, CouchDB's winner; the next {@link #upsert} or {@link
 * #delete} settles it: it builds on the winner and deletes the losers.
 *
 * <p>Design documents are no items and are passed over. Another document in the same database that
 * does not have the form above fails the reads that meet it with {@code DOC_VALIDATION}; it can be
 * overwritten and deleted.
 *
 * <p>Every method may be called from any thread, and fails as {@link DocumentStore} does if the
 * collection was deleted or the store fails. Futures complete on the caller's context.
 */
public final class Collection {
  private static final GetOptions WITH_CONFLICTS = GetOptions.DEFAULTS.withConflicts(true);

  private final String name;
  private final DocumentStore documents;
  private final CollectionOptions options;

  Collection(String name, DocumentStore documents, CollectionOptions options) {
    this.name = name;
    this.documents = documents;
    this.options = options;
  }

  public String name() {
    return name;
  }

  /** The database beneath: to follow changes, to replicate, to compact. */
  public DocumentStore documents() {
    return documents;
  }

  /**
   * Puts bytes under an id, in place of what was there. Atomic, and durable as {@link
   * DocumentStore#write(List)} is. Of several at once, one comes last and stays. Fails with {@code
   * CONFLICT} after {@link CollectionOptions#attempts} that others overtook, and with {@code
   * DOCUMENT_TOO_LARGE} beyond {@link CollectionOptions#maxBytes}.
   */
  public Future<Void> upsert(String id, Buffer bytes) {
    if (bytes.length() > options.maxBytes()) {
      return Future.failedFuture(
          new StoreException(ErrorCode.DOCUMENT_TOO_LARGE, "The item is too large: ", id));
    }
    // Encoded at once: the caller may use the buffer again.
    JsonBody body = ItemBody.of(bytes);
    return withDocument(id, document -> upsert(document, body, options.attempts()));
  }

  private Future<Void> upsert(DocumentId id, JsonBody body, int attempts) {
    return documents
        .get(id, WITH_CONFLICTS)
        .compose(
            there -> {
              List<DocumentEdit> edits = new ArrayList<>();
              edits.add(
                  there
                      .map(winner -> DocumentEdit.update(id, winner.revision(), body))
                      .orElseGet(() -> DocumentEdit.create(id, body)));
              there.ifPresent(winner -> edits.addAll(deletions(id, conflicts(winner))));
              return documents.write(edits);
            })
        .compose(
            results ->
                overtaken(results.subList(0, 1))
                    ? again(attempts, () -> upsert(id, body, attempts - 1))
                    : outcome(results));
  }

  /** The bytes under an id; empty if there are none. */
  public Future<Optional<Buffer>> get(String id) {
    return withDocument(
        id,
        document ->
            documents.get(document).map(found -> found.map(ItemBody::item).map(Item::bytes)));
  }

  /**
   * Removes what is under an id; false if nothing was. Atomic and durable as {@link #upsert} is,
   * with its failure {@code CONFLICT}.
   */
  public Future<Boolean> delete(String id) {
    return withDocument(id, document -> delete(document, false, options.attempts()));
  }

  private Future<Boolean> delete(DocumentId id, boolean deleted, int attempts) {
    return documents
        .get(id, WITH_CONFLICTS)
        .compose(
            there ->
                there.isEmpty()
                    ? Future.succeededFuture(deleted)
                    : delete(id, there.get(), deleted, attempts));
  }

  private Future<Boolean> delete(
      DocumentId id, StoredDocument winner, boolean before, int attempts) {
    Stream<RevisionId> leaves = Stream.concat(Stream.of(winner.revision()), conflicts(winner));
    return documents
        .write(deletions(id, leaves))
        .compose(
            results -> {
              // A leaf that somebody built on meanwhile is alive, and would come to light.
              boolean deleted = before || !overtaken(results.subList(0, 1));
              return overtaken(results)
                  ? again(attempts, () -> delete(id, deleted, attempts - 1))
                  : outcome(results).map(true);
            });
  }

  /** Every item, in the raw byte order of the ids' UTF-8 form, as of one moment. */
  public Future<ResultCursor<Item>> scan() {
    return find(item -> true);
  }

  /**
   * Every item that the predicate lets pass, as {@link #scan()} gives them. Costs the whole
   * collection. The predicate runs on the context that reads the cursor and must not block; if it
   * throws, the reading fails with that.
   */
  public Future<ResultCursor<Item>> find(Predicate<? super Item> wanted) {
    return items("", wanted);
  }

  /**
   * Every item whose id begins with a prefix, as {@link #scan()} gives them: with geohashes as ids,
   * the items within an area. Costs what it gives. The empty prefix gives everything.
   */
  public Future<ResultCursor<Item>> geohashPrefix(String prefix) {
    return items(prefix, item -> true);
  }

  private Future<ResultCursor<Item>> items(String prefix, Predicate<? super Item> wanted) {
    Objects.requireNonNull(wanted);
    AllDocsOptions listing;
    try {
      listing =
          AllDocsOptions.DEFAULTS.withSelection(ItemIds.beginningWith(prefix)).withDocuments(true);
    } catch (StoreException refusal) {
      return Future.failedFuture(refusal);
    }
    return documents.allDocs(listing).map(rows -> new ItemCursor(rows, wanted));
  }

  /**
   * How many items there are, and documents that are none but for design documents. Costs the same
   * whatever the collection holds.
   */
  public Future<Long> count() {
    AllDocsOptions none = AllDocsOptions.DEFAULTS.withLimit(0);
    return total(none)
        .compose(all -> total(none.withScope(Scope.DESIGN)).map(design -> all - design));
  }

  private Future<Long> total(AllDocsOptions options) {
    return documents.allDocs(options).compose(listing -> listing.close().map(listing.totalRows()));
  }

  private static Stream<RevisionId> conflicts(StoredDocument winner) {
    return winner.extras().conflicts().stream();
  }

  private static List<DocumentEdit> deletions(DocumentId id, Stream<RevisionId> leaves) {
    return leaves.map(leaf -> DocumentEdit.delete(id, leaf)).toList();
  }

  /** Whether somebody wrote in between. */
  private static boolean overtaken(List<WriteResult> results) {
    return results.stream()
        .anyMatch(result -> refusal(result).filter(ErrorCode.CONFLICT::equals).isPresent());
  }

  private static Optional<ErrorCode> refusal(WriteResult result) {
    return result instanceof WriteResult.Refused refused
        ? Optional.of(refused.error().code())
        : Optional.empty();
  }

  /** Fails with the first refusal that is no conflict: conflicting losers are left to the next. */
  private static Future<Void> outcome(List<WriteResult> results) {
    for (WriteResult result : results) {
      if (result instanceof WriteResult.Refused refused
          && refused.error().code() != ErrorCode.CONFLICT) {
        return Future.failedFuture(refused.error());
      }
    }
    return Future.succeededFuture();
  }

  private static <T> Future<T> again(int attempts, Supplier<Future<T>> attempt) {
    return attempts > 1 ? attempt.get() : Future.failedFuture(StoreException.conflict());
  }

  private static <T> Future<T> withDocument(String id, Function<DocumentId, Future<T>> work) {
    DocumentId document;
    try {
      document = ItemIds.document(id);
    } catch (StoreException refusal) {
      return Future.failedFuture(refusal);
    }
    return work.apply(document);
  }
}
