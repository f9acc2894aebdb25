package dev.couchgrass.store.kv.entry;

import dev.couchgrass.store.engine.Snapshot.Cursor;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where rows come from, one by one.
 *
 * @param <T> a row
 */
interface Rows<T> {
  /** Goes to the next place; false at the end. */
  boolean advance();

  /** The row at this place; empty if there is none. */
  Optional<T> row();

  /** Releases what the rows are read from. */
  void close();

  /** A row for some of the keys that a cursor passes. */
  static <T> Rows<T> of(Cursor cursor, Function<Cursor, Optional<T>> row) {
    return new Rows<>() {
      @Override
      public boolean advance() {
        return cursor.next();
      }

      @Override
      public Optional<T> row() {
        return row.apply(cursor);
      }

      @Override
      public void close() {
        cursor.close();
      }
    };
  }

  /** A row for each of some things. */
  static <S, T> Rows<T> of(Iterator<S> things, Function<S, Optional<T>> row) {
    return new Rows<>() {
      @Override
      public boolean advance() {
        return things.hasNext();
      }

      @Override
      public Optional<T> row() {
        return row.apply(things.next());
      }

      @Override
      public void close() {}
    };
  }
}
