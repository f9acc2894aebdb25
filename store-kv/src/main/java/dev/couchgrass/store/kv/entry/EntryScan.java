package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.kv.entry.Walk.Step;
import dev.couchgrass.store.kv.read.SnapshotCursor;
import dev.couchgrass.store.kv.work.Workers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A listing from a view, which it closes at the end. */
final class EntryScan<T> extends SnapshotCursor<T> {
  /** What an id takes on the heap, about. */
  private static final long ID_BYTES = 128;

  private final Rows<T> rows;
  private boolean passedOver;

  private EntryScan(EntryView view, Workers workers, Rows<T> rows) {
    super(view.snapshot(), workers);
    this.rows = rows;
  }

  private static Cursor cursor(EntryView view, KeyRange range) {
    return view.snapshot().scan(range, Direction.FORWARD);
  }

  /** The entries whose ids stand at the end of keys. */
  private static EntryScan<StoredEntry> entries(EntryView view, Workers workers, KeyRange range) {
    return new EntryScan<>(
        view,
        workers,
        Rows.of(cursor(view, range), found -> view.reads().stored(EntryKeys.idOf(found.key()))));
  }

  static EntryScan<StoredEntry> of(EntryView view, Workers workers, Graph graph) {
    return entries(view, workers, view.keys().order(graph));
  }

  /** The entries of steps. */
  static EntryScan<StoredEntry> of(EntryView view, Workers workers, List<Step> steps) {
    return new EntryScan<>(
        view, workers, Rows.of(steps.iterator(), step -> view.reads().stored(step.id())));
  }

  static EntryScan<StoredEntry> roots(EntryView view, Workers workers) {
    return new EntryScan<>(
        view,
        workers,
        Rows.of(
            cursor(view, view.keys().all(EntrySpace.DATABASES)),
            found ->
                DatabaseRecord.decode(found.value()).rooted()
                    ? view.reads().stored(EntryKeys.idOf(found.key()))
                    : Optional.empty()));
  }

  /** The entries of a database that have a status. */
  static EntryScan<StoredEntry> withStatus(
      EntryView view, Workers workers, int database, EntryStatus status) {
    if (status != EntryStatus.VERIFIED) {
      return entries(view, workers, view.keys().statuses(status, database));
    }
    return new EntryScan<>(
        view,
        workers,
        Rows.of(
            cursor(view, view.keys().order(Graph.of(database))),
            found ->
                view.reads()
                    .stored(EntryKeys.idOf(found.key()))
                    .filter(stored -> stored.status() == status)));
  }

  /** The ids of the entries of all databases that have a status. */
  static EntryScan<Cid> withStatus(EntryView view, Workers workers, EntryStatus status) {
    if (status != EntryStatus.VERIFIED) {
      return ids(view, workers, view.keys().statuses(status), Optional::of);
    }
    return ids(
        view,
        workers,
        view.keys().all(EntrySpace.ENTRIES),
        id -> view.reads().record(id).filter(found -> found.status() == status).map(found -> id));
  }

  private static EntryScan<Cid> ids(
      EntryView view, Workers workers, KeyRange range, Function<Cid, Optional<Cid>> filter) {
    return new EntryScan<>(
        view,
        workers,
        Rows.of(cursor(view, range), found -> filter.apply(EntryKeys.idOf(found.key()))));
  }

  /** The parents that are awaited and not there, each once: its keys stand together. */
  static EntryScan<Cid> missing(EntryView view, Workers workers, int database) {
    Set<Cid> last = new HashSet<>();
    return new EntryScan<>(
        view,
        workers,
        Rows.of(
            cursor(view, view.keys().awaited(database)),
            found -> {
              Cid parent = EntryKeys.awaitedOf(found.key());
              if (last.contains(parent) || view.reads().record(parent).isPresent()) {
                return Optional.empty();
              }
              last.clear();
              last.add(parent);
              return Optional.of(parent);
            }));
  }

  @Override
  protected Optional<T> step() {
    if (!rows.advance()) {
      passedOver = false;
      return Optional.empty();
    }
    Optional<T> row = rows.row();
    passedOver = row.isEmpty();
    return row;
  }

  @Override
  protected boolean passedOver() {
    return passedOver;
  }

  @Override
  protected void closeSource() {
    rows.close();
  }

  @Override
  protected long bytes(T row) {
    return row instanceof StoredEntry stored ? stored.entry().bytes().length : ID_BYTES;
  }
}
