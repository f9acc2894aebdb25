package dev.couchgrass.store.kv.commit;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest state, which nobody else changes until the turn ends, with changes on top that leave
 * together with others'. For one thread at a time.
 *
 * @param <U> the unit of work of one mutation
 */
public final class Turn<U extends UnitOfWork> {
  private final Snapshot newest;
  private final UnitOfWork.Factory<U> units;
  private final Runnable end;
  private final Overlay overlay;
  private final List<U> applied = new ArrayList<>();

  /**
   * @param newest closed at the end
   * @param end lets others go on
   */
  public Turn(Snapshot newest, UnitOfWork.Factory<U> units, Runnable end) {
    this.newest = newest;
    this.units = units;
    this.end = end;
    this.overlay = new Overlay(newest);
  }

  /** The state with the changes on top. */
  public Snapshot view() {
    return overlay.view();
  }

  /**
   * Applies a mutation, whole or not at all.
   *
   * @param room takes what the mutation changes; if it throws, nothing is changed
   */
  public <T> T apply(Mutation<U, T> mutation, Room room) {
    U unit = units.begin(overlay.view());
    T answer = mutation.apply(unit);
    Batch batch = unit.batch();
    room.take(batch);
    overlay.add(batch);
    applied.add(unit);
    return answer;
  }

  /** Everything that changed. */
  public Batch batch() {
    return overlay.batch();
  }

  /** The changes are durable, and nobody has heard of them yet. */
  public void committed() {
    applied.forEach(UnitOfWork::committed);
  }

  /** Gives the turn back. */
  public void end() {
    newest.close();
    end.run();
  }

  /** How much may be changed. */
  @FunctionalInterface
  public interface Room {
    /**
     * Takes room for changes.
     *
     * @throws dev.couchgrass.store.error.StoreException if there is none
     */
    void take(Batch batch);
  }
}
