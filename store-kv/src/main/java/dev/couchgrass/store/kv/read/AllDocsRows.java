package dev.couchgrass.store.kv.read;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.LiveRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Where the rows of a listing come from. */
sealed interface AllDocsRows {
  /** Passes over a row; false at the end. */
  boolean skip();

  Optional<AllDocsRow> next();

  void close();

  /** The live documents of a range of ids, from their index. */
  final class InRange implements AllDocsRows {
    private final DocumentReads documents;
    private final AllDocsOptions options;
    private final Cursor cursor;

    InRange(View view, AllDocsOptions options, Range range) {
      this.documents = view.documents();
      this.options = options;
      this.cursor =
          view.snapshot()
              .scan(
                  IdRange.keys(view.keys(), Space.LIVE, options, range),
                  options.descending() ? Direction.BACKWARD : Direction.FORWARD);
    }

    @Override
    public boolean skip() {
      return cursor.next();
    }

    @Override
    public Optional<AllDocsRow> next() {
      return cursor.next() ? Optional.of(row()) : Optional.empty();
    }

    private AllDocsRow row() {
      DocumentId id = new DocumentId(dev.couchgrass.store.kv.layout.Keys.text(cursor.key()));
      LiveRecord live = LiveRecord.decode(cursor.value());
      Optional<StoredDocument> document = Optional.empty();
      if (options.includeDocuments()) {
        document =
            options.conflicts()
                ? documents.get(id, GetOptions.DEFAULTS.withConflicts(true))
                : Optional.of(documents.document(id, live));
      }
      return new AllDocsRow.Found(id, live.winner(), false, document);
    }

    @Override
    public void close() {
      cursor.close();
    }
  }

  /** Given keys, each looked up. */
  final class ByKey implements AllDocsRows {
    private final DocumentReads documents;
    private final AllDocsOptions options;
    private final Iterator<String> keys;

    ByKey(View view, AllDocsOptions options, List<String> keys) {
      this.documents = view.documents();
      this.options = options;
      List<String> ordered = new ArrayList<>(keys);
      if (options.descending()) {
        Collections.reverse(ordered);
      }
      this.keys = ordered.iterator();
    }

    @Override
    public boolean skip() {
      if (!keys.hasNext()) {
        return false;
      }
      keys.next();
      return true;
    }

    @Override
    public Optional<AllDocsRow> next() {
      return keys.hasNext() ? Optional.of(row(keys.next())) : Optional.empty();
    }

    private AllDocsRow row(String key) {
      Optional<DocumentId> id = id(key);
      Optional<Revision> winner = id.flatMap(known -> documents.record(known).tree().winner());
      if (winner.isEmpty()) {
        return new AllDocsRow.Missing(key);
      }
      boolean deleted = winner.get().deleted();
      Optional<StoredDocument> document =
          options.includeDocuments() && !deleted
              ? documents.get(id.get(), GetOptions.DEFAULTS.withConflicts(options.conflicts()))
              : Optional.empty();
      return new AllDocsRow.Found(id.get(), winner.get().id(), deleted, document);
    }

    /** Any text may be a key; one that is no id, or not of the scope, names nothing. */
    private Optional<DocumentId> id(String key) {
      try {
        return Optional.of(new DocumentId(key))
            .filter(id -> options.scope() == Scope.ALL || id.isDesign());
      } catch (InvalidInputException noId) {
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      // Nothing is open between look-ups.
    }
  }
}
