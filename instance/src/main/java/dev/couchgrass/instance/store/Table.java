package dev.couchgrass.instance.store;

import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A store of typed rows by id. A row is written as a whole: of two that were written at the same
 * time under one id one is kept, the same everywhere, and never a mixture.
 *
 * <p>Throws what {@link DocStore} does, and what the format does.
 *
 * @param <R> a row
 */
public final class Table<R> {
  private final StagedStore staged;
  private final RowFormat<R> format;
  private final Supplier<UUID> ids;

  private Table(StagedStore staged, RowFormat<R> format, Supplier<UUID> ids) {
    this.staged = staged;
    this.format = format;
    this.ids = ids;
  }

  /** The type of tables, whose rows have this format. */
  public static <R> StoreType<Table<R>> of(RowFormat<R> format) {
    return of(format, UUID::randomUUID);
  }

  /**
   * The type of tables, whose rows have this format.
   *
   * @param ids gives rows ids that no other replica gives
   */
  public static <R> StoreType<Table<R>> of(RowFormat<R> format, Supplier<UUID> ids) {
    return new StoreType<>() {
      @Override
      public String id() {
        return "table:v0";
      }

      @Override
      public Table<R> open(StagedStore staged) {
        return new Table<>(staged, format, ids);
      }
    };
  }

  /** Adds a row under a new id, which is returned. */
  public String insert(R row) {
    String id = ids.get().toString();
    set(id, row);
    return id;
  }

  public Optional<R> get(String id) {
    return staged.reading().get(Path.of(id)).map(format::read);
  }

  /** Puts a row, in place of what has the id. */
  public void set(String id, R row) {
    staged.editing().set(Path.of(id), format.write(row));
  }

  /** Removes a row; whether it was there. */
  public boolean remove(String id) {
    return staged.editing().remove(Path.of(id));
  }

  /** The rows that are wanted, by their ids, in their order; looks at all. */
  public Map<String, R> search(Predicate<? super R> wanted) {
    Map<String, R> found = new LinkedHashMap<>();
    for (Map.Entry<String, Value> row : staged.reading().current().toMap().entrySet()) {
      R read = format.read(row.getValue());
      if (wanted.test(read)) {
        found.put(row.getKey(), read);
      }
    }
    return found;
  }

  /** All rows by their ids, in their order. */
  public Map<String, R> all() {
    return search(row -> true);
  }

  public int size() {
    return staged.reading().current().size();
  }
}
