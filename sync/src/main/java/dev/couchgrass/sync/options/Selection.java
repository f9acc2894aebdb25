package dev.couchgrass.sync.options;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.document.StoredDocument;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which documents a replication takes. */
public sealed interface Selection {
  /** All of them. */
  Selection ALL = new All();

  /** What tells it from every other selection, for the replication's id. */
  String identity();

  /** All documents. */
  record All() implements Selection {
    @Override
    public String identity() {
      return "all";
    }
  }

  /** These documents: costs what they are, not what the source holds. */
  record Documents(Set<DocumentId> ids) implements Selection {
    public Documents {
      ids = Set.copyOf(ids);
    }

    @Override
    public String identity() {
      return ids.stream()
          .map(DocumentId::value)
          .sorted()
          .map(id -> id.length() + ":" + id)
          .collect(Collectors.joining(",", "ids ", ""));
    }
  }

  /**
   * Revisions that a selector wants, tombstones too: the source itself finds them, so that the
   * others are neither listed nor read. A document that no longer fits stays in the target as it
   * was, until a revision of it fits again.
   */
  record Selector(ChangesFilter.Selector filter) implements Selection {
    public Selector {
      Objects.requireNonNull(filter);
    }

    @Override
    public String identity() {
      return "selector " + filter.json();
    }
  }

  /**
   * Revisions for which a predicate holds; it sees tombstones too, and decides which travel.
   *
   * @param name has to change with what the predicate does: a replication goes on where the last
   *     one of the same name ended
   */
  record Matching(String name, Predicate<StoredDocument> predicate) implements Selection {
    public Matching {
      Objects.requireNonNull(name);
      Objects.requireNonNull(predicate);
    }

    @Override
    public String identity() {
      return "matching " + name;
    }
  }
}
