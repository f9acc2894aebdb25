package dev.couchgrass.store.kv.read;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesOptions.Style;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.layout.ChangeRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The changes after a moment, from a snapshot. */
public final class ChangesScan extends SnapshotCursor<Change> implements ChangesResult {
  private final View view;
  private final ChangesOptions options;
  private final long newest;
  private final long since;
  private final ChangeSource source;
  private final Optional<MatchingLeaves> matching;
  private boolean passedOver;
  private long left;
  private long position;
  private volatile long last;
  private volatile long pending;

  /** Starts a listing; the scan closes the view's snapshot. */
  public ChangesScan(View view, Workers workers, ChangesOptions options) {
    super(view.snapshot(), workers);
    this.view = view;
    this.options = options;
    this.newest = view.counters().updateSequence();
    this.since = Math.min(newest, view.sequences().read(options.since(), newest));
    this.left = options.limit();
    this.position = options.descending() ? newest + 1 : since;
    this.last = position;
    this.pending = countPending();
    this.source = ChangeSource.of(view, options, since);
    this.matching =
        options.filter() instanceof ChangesFilter.Selector selector
            ? Optional.of(new MatchingLeaves(view.documents(), selector, options.style()))
            : Optional.empty();
  }

  @Override
  protected Optional<Change> step() {
    passedOver = false;
    if (left == 0) {
      return Optional.empty();
    }
    if (!source.next()) {
      position = options.descending() ? position : newest;
      return Optional.empty();
    }
    ChangeRecord record = source.record();
    List<RevisionId> revisions = revisions(record);
    // Only now: what fails to be read was not looked at.
    position = source.sequence();
    if (revisions.isEmpty()) {
      passedOver = true;
      return Optional.empty();
    }
    left--;
    return Optional.of(change(record, revisions));
  }

  @Override
  protected boolean passedOver() {
    return passedOver;
  }

  /** A selector reads documents, nobody knows how many: never on an event loop. */
  @Override
  protected long waitingSkip() {
    return matching.isPresent() ? Long.MAX_VALUE : 0;
  }

  private List<RevisionId> revisions(ChangeRecord record) {
    if (matching.isPresent()) {
      return matching.get().of(record);
    }
    return options.style() == Style.ALL_DOCS ? record.leaves() : record.leaves().subList(0, 1);
  }

  private Change change(ChangeRecord record, List<RevisionId> revisions) {
    return new Change(
        view.sequences().write(position),
        record.id(),
        revisions,
        record.deleted(),
        options.includeDocuments() ? Optional.of(document(record)) : Optional.empty());
  }

  private StoredDocument document(ChangeRecord record) {
    return view.documents().winner(record, options.conflicts());
  }

  @Override
  protected long bytes(Change row) {
    return row.document().map(document -> (long) document.body().length()).orElse(0L);
  }

  /** What a failed read has passed is not told: its rows were not handed out. */
  @Override
  protected void taken() {
    last = position;
    pending = countPending();
  }

  @Override
  protected void closeSource() {
    source.close();
  }

  @Override
  public UpdateSequence lastSequence() {
    return view.sequences().write(Math.min(last, newest));
  }

  /** The last sequence's number. */
  public long last() {
    return last;
  }

  @Override
  public long pending() {
    return pending;
  }

  private long countPending() {
    Snapshot snapshot = view.snapshot();
    Keys keys = view.keys();
    KeyRange after =
        options.descending()
            ? new KeyRange(keys.of(Space.CHANGES, since + 1), keys.of(Space.CHANGES, last))
            : keys.from(Space.CHANGES, last + 1);
    OptionalLong from = snapshot.rank(after.from());
    OptionalLong to = snapshot.rank(after.to());
    return from.isPresent() && to.isPresent()
        ? Math.max(0, to.getAsLong() - from.getAsLong())
        : Math.max(0, options.descending() ? last - since - 1 : newest - last);
  }
}
