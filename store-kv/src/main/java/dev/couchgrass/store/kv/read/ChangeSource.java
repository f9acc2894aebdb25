package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.ChangeRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;

/** Where the rows of a changes feed come from. */
sealed interface ChangeSource {
  boolean next();

  long sequence();

  ChangeRecord record();

  void close();

  static ChangeSource of(View view, ChangesOptions options, long since) {
    return options.filter() instanceof ChangesFilter.Documents documents
        ? new OfDocuments(view, documents, options.descending(), since)
        : new InOrder(view, options.descending(), since);
  }

  /** Every change after a moment, from the index by sequence. */
  final class InOrder implements ChangeSource {
    private final Cursor cursor;

    InOrder(View view, boolean descending, long since) {
      Keys keys = view.keys();
      cursor =
          view.snapshot()
              .scan(
                  keys.from(Space.CHANGES, since + 1),
                  descending ? Direction.BACKWARD : Direction.FORWARD);
    }

    @Override
    public boolean next() {
      return cursor.next();
    }

    @Override
    public long sequence() {
      return Keys.number(cursor.key());
    }

    @Override
    public ChangeRecord record() {
      return ChangeRecord.decode(cursor.value());
    }

    @Override
    public void close() {
      cursor.close();
    }
  }

  /** The changes of given documents, looked up one by one. */
  final class OfDocuments implements ChangeSource {
    private final Snapshot snapshot;
    private final Keys keys;
    private final long[] sequences;
    private final boolean descending;
    private int position;

    OfDocuments(View view, ChangesFilter.Documents wanted, boolean descending, long since) {
      DocumentReads documents = view.documents();
      this.snapshot = view.snapshot();
      this.keys = view.keys();
      this.descending = descending;
      this.sequences =
          wanted.ids().stream()
              .mapToLong(id -> documents.record(id).sequence())
              .filter(sequence -> sequence > since)
              .sorted()
              .toArray();
    }

    @Override
    public boolean next() {
      position++;
      return position <= sequences.length;
    }

    @Override
    public long sequence() {
      return sequences[descending ? sequences.length - position : position - 1];
    }

    @Override
    public ChangeRecord record() {
      return snapshot
          .get(keys.of(Space.CHANGES, sequence()))
          .map(ChangeRecord::decode)
          .orElseThrow(() -> new IllegalStateException("A document's change is not there"));
    }

    @Override
    public void close() {
      // Nothing is open between look-ups.
    }
  }
}
