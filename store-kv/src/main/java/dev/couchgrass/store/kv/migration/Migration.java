package dev.couchgrass.store.kv.migration;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import java.util.Objects;
import java.util.Optional;

/**
 * One step: from a version of the layout to the next one, in one batch or in several, each of a
 * bounded size. A step that was released never changes again, as it may have been left halfway.
 */
public interface Migration {
  /** The version that the step begins with. */
  int from();

  /**
   * What is to be done next. Is called on a thread that may block, once for each piece; after a
   * crash it may see again what it saw before, and never what a later piece left.
   *
   * @param newest with all earlier pieces in it
   * @param reached what the piece before left to find the way; empty for the first
   * @throws IllegalStateException if something can't be read
   */
  Piece next(Snapshot newest, Optional<byte[]> reached);

  /**
   * What happens at once.
   *
   * @param batch the changes, without the version
   * @param reached how far the step is with it, in the step's own form, other than before; empty if
   *     it is done
   */
  record Piece(Batch batch, Optional<byte[]> reached) {
    public Piece {
      Objects.requireNonNull(batch);
      Objects.requireNonNull(reached);
    }

    /** The only piece of a step, or the last one. */
    public static Piece last(Batch batch) {
      return new Piece(batch, Optional.empty());
    }

    /** A piece that others follow. */
    public static Piece until(byte[] reached, Batch batch) {
      return new Piece(batch, Optional.of(reached));
    }
  }
}
