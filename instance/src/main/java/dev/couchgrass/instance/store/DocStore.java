package dev.couchgrass.instance.store;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A store of values by name, nested as deep as one likes. What two wrote at the same time to
 * different names is kept; to the same name, one of the two is, the same everywhere.
 *
 * <p>Reads see what the transaction wrote and removed. A name is any text: a dot means nothing.
 * Every method throws {@link IllegalStateException} after the transaction has ended, those that
 * write also if there is none, and an {@link dev.couchgrass.core.InvalidInputException} if
 * something is too deep or no valid text.
 */
public final class DocStore {
  /** The type of these stores. */
  public static final StoreType<DocStore> TYPE =
      new StoreType<>() {
        @Override
        public String id() {
          return "docstore:v0";
        }

        @Override
        public DocStore open(StagedStore staged) {
          return new DocStore(staged);
        }
      };

  private final StagedStore staged;

  private DocStore(StagedStore staged) {
    this.staged = staged;
  }

  /** Everything. */
  public Doc all() {
    return staged.reading().current();
  }

  public Optional<Value> get(String name) {
    return get(Path.of(name));
  }

  /** The value at the end of a path; empty if it leads nowhere. */
  public Optional<Value> get(Path path) {
    return staged.reading().get(path);
  }

  /** A text; empty if there is none, or another kind of value. */
  public Optional<String> text(String name) {
    return get(name).filter(TextValue.class::isInstance).map(value -> ((TextValue) value).value());
  }

  public boolean contains(String name) {
    return get(name).isPresent();
  }

  /** Puts a value, in place of what is there. */
  public void set(String name, Value value) {
    set(Path.of(name), value);
  }

  public void set(String name, String text) {
    set(name, Value.of(text));
  }

  /** Puts a value at the end of a path, and makes the documents on the way. */
  public void set(Path path, Value value) {
    staged.editing().set(path, value);
  }

  /** Brings a value over what is there: a document joins one that is there, and a list a list. */
  public void merge(Path path, Value value) {
    staged.editing().merge(path, value);
  }

  /**
   * Puts what becomes of a value.
   *
   * @param change is given what is there
   */
  public void update(Path path, UnaryOperator<Optional<Value>> change) {
    change.apply(get(path)).ifPresentOrElse(value -> set(path, value), () -> remove(path));
  }

  /** Removes a value; whether it was there. */
  public boolean remove(String name) {
    return remove(Path.of(name));
  }

  /** Removes what is at the end of a path; whether something was there. */
  public boolean remove(Path path) {
    return staged.editing().remove(path);
  }

  /** Inserts values into the list at the end of a path, or into a new one. */
  public void insert(Path path, int index, List<? extends Value> values) {
    staged.editing().insert(path, index, values);
  }

  /** Adds values to the end of the list at the end of a path, or to a new one. */
  public void append(Path path, List<? extends Value> values) {
    staged.editing().append(path, values);
  }
}
