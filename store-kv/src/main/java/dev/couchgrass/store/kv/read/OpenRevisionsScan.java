package dev.couchgrass.store.kv.read;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevision.Found;
import dev.couchgrass.store.document.OpenRevision.Missing;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.kv.layout.DocumentRecord;
import dev.couchgrass.store.kv.work.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens revisions of a document one by one: the tree is held, bodies and histories are read as they
 * are asked for.
 */
public final class OpenRevisionsScan extends SnapshotCursor<OpenRevision> {
  /** What a revision of a history takes, about. */
  private static final int HISTORY_BYTES = 64;

  private final DocumentReads documents;
  private final DocumentId id;
  private final DocumentRecord record;
  private final GetOptions options;
  private final Iterator<Target> targets;

  /** A revision asked for, and what is known of it. */
  private record Target(RevisionId id, Optional<Revision> revision) {
    static Target of(Revision revision) {
      return new Target(revision.id(), Optional.of(revision));
    }
  }

  /** Starts reading; the scan closes the view's snapshot. */
  public OpenRevisionsScan(
      View view, Workers workers, DocumentId id, OpenRevisions which, GetOptions options) {
    super(view.snapshot(), workers);
    this.documents = view.documents();
    this.id = id;
    this.record = documents.record(id);
    this.options = options;
    this.targets = targets(record.tree(), which).iterator();
  }

  private static List<Target> targets(RevisionTree tree, OpenRevisions which) {
    if (which instanceof OpenRevisions.Of named) {
      return named(tree, named);
    }
    return tree.leaves().stream().map(Target::of).toList();
  }

  /** With {@code latest} several revisions may lead to the same leaf, which comes once. */
  private static List<Target> named(RevisionTree tree, OpenRevisions.Of named) {
    List<Target> targets = new ArrayList<>();
    Set<RevisionId> seen = new HashSet<>();
    for (RevisionId asked : named.revisions()) {
      List<Revision> found =
          named.latest() ? tree.latest(asked) : tree.find(asked).stream().toList();
      if (found.isEmpty()) {
        targets.add(new Target(asked, Optional.empty()));
      }
      for (Revision revision : found) {
        if (!named.latest() || seen.add(revision.id())) {
          targets.add(Target.of(revision));
        }
      }
    }
    return targets;
  }

  @Override
  protected Optional<OpenRevision> step() {
    if (!targets.hasNext()) {
      return Optional.empty();
    }
    Target target = targets.next();
    return Optional.of(
        target
            .revision()
            .flatMap(revision -> documents.open(id, record, revision, options))
            .<OpenRevision>map(Found::new)
            .orElseGet(() -> new Missing(target.id())));
  }

  @Override
  protected void closeSource() {}

  @Override
  protected long bytes(OpenRevision row) {
    if (!(row instanceof Found found)) {
      return HISTORY_BYTES;
    }
    int listed =
        found.document().extras().history().size()
            + found.document().extras().revisionsInfo().size()
            + found.document().extras().conflicts().size()
            + found.document().extras().deletedConflicts().size();
    return found.document().body().length() + (long) HISTORY_BYTES * listed;
  }
}
