package dev.couchgrass.core.revision;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A revision and its ancestors, newest first, without gaps: CouchDB's {@code _revisions}.
 *
 * @param revisions never empty; each one generation below the one before it
 */
public record RevisionHistory(List<RevisionId> revisions) {
  public RevisionHistory {
    revisions = List.copyOf(revisions);
    if (revisions.isEmpty()) {
      throw new InvalidInputException(Problem.DOC_VALIDATION, "_revisions.ids must not be empty");
    }
    for (int i = 1; i < revisions.size(); i++) {
      if (revisions.get(i).generation() != revisions.get(i - 1).generation() - 1) {
        throw new InvalidInputException(
            Problem.DOC_VALIDATION, "A history must go back one generation at a time");
      }
    }
  }

  /** The history of a revision of which nothing older is known. */
  public static RevisionHistory of(RevisionId revision) {
    return new RevisionHistory(List.of(revision));
  }

  /**
   * Makes a history from the members of {@code _revisions}.
   *
   * @param start the newest revision's generation
   * @param digests in written form, newest first
   * @throws InvalidInputException if there are none, or more than {@code start}
   */
  public static RevisionHistory of(long start, List<String> digests) {
    if (digests.isEmpty()) {
      throw new InvalidInputException(Problem.DOC_VALIDATION, "_revisions.ids must not be empty");
    }
    if (digests.size() > start) {
      throw new InvalidInputException(
          Problem.DOC_VALIDATION, "_revisions.start is lower than the number of _revisions.ids");
    }
    List<RevisionId> revisions = new ArrayList<>(digests.size());
    long generation = start;
    for (String digest : digests) {
      revisions.add(RevisionId.of(generation--, digest));
    }
    return new RevisionHistory(revisions);
  }

  /** The newest revision: the one whose history this is. */
  public RevisionId revision() {
    return revisions.get(0);
  }

  /**
   * The history of a child of this one's newest revision.
   *
   * @throws InvalidInputException if the child is not of the next generation
   */
  public RevisionHistory extend(RevisionId child) {
    List<RevisionId> extended = new ArrayList<>(revisions.size() + 1);
    extended.add(child);
    extended.addAll(revisions);
    return new RevisionHistory(extended);
  }
}
