package dev.couchgrass.instance.store;

import dev.couchgrass.core.crdt.Value;

/**
 * How the rows of a table are written.
 *
 * @param <R> a row
 */
public interface RowFormat<R> {
  /** Rows as they are. */
  RowFormat<Value> VALUES =
      new RowFormat<>() {
        @Override
        public Value write(Value row) {
          return row;
        }

        @Override
        public Value read(Value value) {
          return value;
        }
      };

  Value write(R row);

  /**
   * Reads a row, which another version of the program may have written.
   *
   * @throws dev.couchgrass.core.InvalidInputException if it is none
   */
  R read(Value value);
}
