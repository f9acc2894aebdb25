package dev.couchgrass.core.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Edits of a document, gathered as one change that holds only what they changed.
 *
 * <p>Reads see the edits so far. {@link #delta} merged over the document that this began with is
 * {@link #current}, and what others changed meanwhile is kept beside it.
 *
 * <p>A method that throws changes nothing. All that write through a path make the documents on the
 * way that are not there, in place of whatever else is; lists have to be there. Beyond {@link
 * Value#MAX_DEPTH} they throw an {@link dev.couchgrass.core.InvalidInputException}. Many calls of
 * {@link #set} and {@link #merge} by names cost little more than to sort them; any other call looks
 * at the current document, and takes time in proportion to the documents and lists on its path if
 * an edit came before. Not for use by two threads at once.
 */
public final class DocEdit {
  private final RandomGenerator random;
  private final List<Doc> pending = new ArrayList<>();
  private Doc current;
  private Doc delta = Doc.EMPTY;

  /**
   * @param base what is edited
   * @param random tags the elements of lists, so that they are told from those of other replicas;
   *     two replicas must not draw the same
   */
  public DocEdit(Doc base, RandomGenerator random) {
    this.current = base;
    this.random = random;
  }

  /** The document with all edits so far. */
  public Doc current() {
    settle();
    return current;
  }

  /** The edits so far, as one change. */
  public Doc delta() {
    settle();
    return delta;
  }

  private void settle() {
    if (!pending.isEmpty()) {
      Doc edits = Doc.fold(pending);
      pending.clear();
      current = current.merge(edits);
      delta = delta.merge(edits);
    }
  }

  /** The value at the end of a path; empty if it leads nowhere. */
  public Optional<Value> get(Path path) {
    return current().get(path);
  }

  /**
   * Puts a value at the end of a path, in place of what is there: a document or list is made
   * atomic.
   *
   * @throws IndexOutOfBoundsException if the path leads through a place that a list does not have
   * @throws IllegalArgumentException if the path is the root, and the value no document
   */
  public void set(Path path, Value value) {
    merge(path, value.atomic());
  }

  /**
   * Brings a value over what is at the end of a path: a document that is not atomic joins one that
   * is there, and a list a list.
   *
   * @throws IndexOutOfBoundsException if the path leads through a place that a list does not have
   * @throws IllegalArgumentException if the path is the root, and the value no document
   */
  public void merge(Path path, Value change) {
    Doc root = path.hasPlace() ? current() : Doc.EMPTY;
    if (path.around(root, change) instanceof Doc edit) {
      pending.add(edit);
    } else {
      throw new IllegalArgumentException("The root must be a document");
    }
  }

  /**
   * Removes what is at the end of a path.
   *
   * @return whether something was there; else nothing changes
   * @throws IllegalArgumentException if the path is the root
   */
  public boolean remove(Path path) {
    boolean present = get(path).isPresent();
    if (present) {
      merge(path, Tombstone.TOMBSTONE);
    }
    return present;
  }

  /**
   * Inserts values into the list at the end of a path so that the first of them stands at {@code
   * index} then. Where there is no list, a new one is put, in place of whatever else is.
   *
   * @throws IndexOutOfBoundsException if the index is not 0 to the list's size, or the path leads
   *     through a place that a list does not have
   * @throws IllegalArgumentException if the path is the root
   */
  public void insert(Path path, int index, List<? extends Value> values) {
    merge(path, list(path).insertion(index, values, random));
  }

  /** As {@link #insert}, at the list's end. */
  public void append(Path path, List<? extends Value> values) {
    DocList list = list(path);
    merge(path, list.insertion(list.size(), values, random));
  }

  private DocList list(Path path) {
    return get(path)
        .filter(DocList.class::isInstance)
        .map(DocList.class::cast)
        .orElse(DocList.EMPTY);
  }
}
