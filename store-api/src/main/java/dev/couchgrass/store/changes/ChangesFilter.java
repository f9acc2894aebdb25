package dev.couchgrass.store.changes;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.document.StoredDocument;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Which changes are wanted. */
public sealed interface ChangesFilter {
  /** Every change. */
  ChangesFilter ALL = new All();

  /** Changes of design documents. */
  ChangesFilter DESIGN = new Design();

  /** Every change. */
  record All() implements ChangesFilter {}

  /** Changes of design documents. */
  record Design() implements ChangesFilter {}

  /** Changes of these documents: costs what they are, not what the database holds. */
  record Documents(Set<DocumentId> ids) implements ChangesFilter {
    public Documents {
      ids = Set.copyOf(ids);
    }
  }

  /**
   * Changes of documents that a selector matches: of which the winner does, in the style {@link
   * ChangesOptions.Style#MAIN_ONLY}; in {@link ChangesOptions.Style#ALL_DOCS} of which a leaf does,
   * and those leaves alone are listed. Tombstones are tried like all others. Costs reading what is
   * tried.
   *
   * <p>It says the same in two ways, for stores that pass it on and for those that run it; {@link
   * SelectorParser} makes both of one text. Two filters are equal if their texts are.
   *
   * @param json the selector, in a form that is equal for equal selectors
   * @param predicate whether a revision matches. It is called on any thread, and must neither block
   *     nor fail. In the style {@code MAIN_ONLY} it is told the winner's conflicts, as CouchDB
   *     tells selectors
   */
  record Selector(JsonBody json, Predicate<StoredDocument> predicate) implements ChangesFilter {
    public Selector {
      Objects.requireNonNull(json);
      Objects.requireNonNull(predicate);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Selector that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
      return json.hashCode();
    }

    /** The selector's text. */
    @Override
    public String toString() {
      return json.toString();
    }
  }
}
