package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.commit.Overlay;
import dev.couchgrass.store.kv.commit.UnitOfWork;

/** The newest state of signed logs with changes on top that are not committed yet. */
public final class LogUnit implements UnitOfWork {
  private static final byte[] NOTHING = {};

  /** How many keys are looked up at a time, to be deleted. */
  private static final int PIECE = 1_000;

  private final Overlay overlay;
  private final LogMoment moment;
  private final Runnable swept;
  private boolean sweeps;

  /**
   * @param swept called when it is committed that rows are to be swept
   */
  public LogUnit(Snapshot newest, LogKeys keys, Runnable swept) {
    this.overlay = new Overlay(newest);
    this.moment = new LogMoment(overlay.view(), keys);
    this.swept = swept;
  }

  /** The state, with the changes. */
  LogMoment moment() {
    return moment;
  }

  LogKeys keys() {
    return moment.keys();
  }

  void put(byte[] key, byte[] value) {
    overlay.put(key, value);
  }

  void note(byte[] key) {
    overlay.put(key, NOTHING);
  }

  void delete(byte[] key) {
    overlay.delete(key);
  }

  void deleteAll(KeyRange range) {
    KeyRange rest = range;
    for (var keys = moment.keys(rest, PIECE); !keys.isEmpty(); keys = moment.keys(rest, PIECE)) {
      keys.forEach(overlay::delete);
      rest = LogKeys.behind(keys.get(keys.size() - 1), range);
    }
  }

  /** Notes that rows are to be swept. */
  void sweeps() {
    sweeps = true;
  }

  @Override
  public Batch batch() {
    return overlay.batch();
  }

  @Override
  public void committed() {
    if (sweeps) {
      swept.run();
    }
  }
}
