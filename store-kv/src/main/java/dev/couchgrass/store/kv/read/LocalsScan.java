package dev.couchgrass.store.kv.read;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Keys;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.LocalRecord;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A listing of local documents from a snapshot. */
public final class LocalsScan extends SnapshotCursor<LocalDocument> {
  private final Supplier<Optional<LocalDocument>> rows;
  private final Runnable closing;
  private long skip;
  private long left;

  /** Starts a listing; the scan closes the view's snapshot. */
  public LocalsScan(View view, Workers workers, AllDocsOptions options) {
    super(view.snapshot(), workers);
    this.skip = options.skip();
    this.left = options.limit();
    if (options.selection() instanceof Keys keys) {
      rows = byKey(view, keys.keys(), options.descending());
      closing = () -> {};
    } else {
      Cursor cursor = cursor(view, options);
      rows = () -> cursor.next() ? Optional.of(row(cursor)) : Optional.empty();
      closing = cursor::close;
    }
  }

  private static Cursor cursor(View view, AllDocsOptions options) {
    return view.snapshot()
        .scan(
            IdRange.keys(
                view.keys(),
                Space.LOCALS,
                options.withScope(Scope.ALL),
                (Range) options.selection()),
            options.descending() ? Direction.BACKWARD : Direction.FORWARD);
  }

  private static LocalDocument row(Cursor cursor) {
    return document(
        new LocalDocumentId(dev.couchgrass.store.kv.layout.Keys.text(cursor.key())),
        cursor.value());
  }

  private static LocalDocument document(LocalDocumentId id, byte[] value) {
    LocalRecord record = LocalRecord.decode(value);
    return new LocalDocument(id, record.revision(), record.body());
  }

  private static Supplier<Optional<LocalDocument>> byKey(
      View view, List<String> keys, boolean descending) {
    List<String> ordered = new ArrayList<>(keys);
    if (descending) {
      Collections.reverse(ordered);
    }
    Iterator<LocalDocument> found =
        ordered.stream()
            .flatMap(key -> id(key).stream())
            .flatMap(id -> read(view, id).stream())
            .iterator();
    return () -> found.hasNext() ? Optional.of(found.next()) : Optional.empty();
  }

  /** Any text may be a key; one that is no id names nothing. */
  private static Optional<LocalDocumentId> id(String key) {
    try {
      return Optional.of(new LocalDocumentId(key));
    } catch (InvalidInputException noId) {
      return Optional.empty();
    }
  }

  /** Reads one local document. */
  public static Optional<LocalDocument> read(View view, LocalDocumentId id) {
    return view.snapshot()
        .get(view.keys().of(Space.LOCALS, id.bytes()))
        .map(value -> document(id, value));
  }

  @Override
  protected Optional<LocalDocument> step() {
    for (; skip > 0; skip--) {
      if (rows.get().isEmpty()) {
        return Optional.empty();
      }
    }
    if (left == 0) {
      return Optional.empty();
    }
    left--;
    return rows.get();
  }

  @Override
  protected long bytes(LocalDocument row) {
    return row.body().length();
  }

  @Override
  protected long waitingSkip() {
    return skip;
  }

  @Override
  protected void closeSource() {
    closing.run();
  }
}
