package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.commit.Overlay;
import dev.couchgrass.store.kv.commit.UnitOfWork;
import dev.couchgrass.store.kv.layout.Counters;
import dev.couchgrass.store.kv.layout.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest state of a database with changes on top that are not committed yet. For one thread.
 *
 * <p>What is put and deleted here is seen by what is read here later, and all of it leaves as one
 * {@link Batch}.
 */
public final class Transaction implements UnitOfWork {
  private final Overlay overlay;
  private final Keys keys;
  private final Tally tally;
  private final Counters counters;
  private final CommitListener listener;
  private final long before;
  private final Map<DocumentId, WorkingDocument> documents = new HashMap<>();
  private final Bodies bodies;
  private final Blobs blobs;
  private final Settings settings;
  private final Fit fit;
  private final List<Runnable> followers = new ArrayList<>();
  private boolean dropped;

  /**
   * Begins a transaction.
   *
   * @param listener hears when it is committed
   */
  public Transaction(
      Snapshot snapshot, Keys keys, EngineCapabilities engine, CommitListener listener) {
    this.fit = new Fit(engine);
    this.overlay = new Overlay(snapshot);
    this.listener = listener;
    this.keys = keys;
    this.counters = snapshot.get(keys.counters()).map(Counters::decode).orElse(Counters.ZERO);
    this.tally = new Tally(counters);
    this.before = tally.updateSequence;
    this.blobs = new Blobs(this);
    this.bodies = new Bodies(this, blobs);
    this.settings = new Settings(this);
  }

  public Keys keys() {
    return keys;
  }

  /** The database's figures, which change with the transaction. */
  public Tally tally() {
    return tally;
  }

  public Bodies bodies() {
    return bodies;
  }

  public Blobs blobs() {
    return blobs;
  }

  public Settings settings() {
    return settings;
  }

  /** What the engine takes. */
  public Fit fit() {
    return fit;
  }

  /** A document to read and change; the same one for every call with its id. */
  public WorkingDocument document(DocumentId id) {
    return documents.computeIfAbsent(id, absent -> WorkingDocument.load(absent, this));
  }

  public Optional<byte[]> get(byte[] key) {
    return overlay.get(key);
  }

  /** The value that a key had when the transaction began. */
  Optional<byte[]> committed(byte[] key) {
    return overlay.snapshot().get(key);
  }

  public void put(byte[] key, byte[] value) {
    overlay.put(key, value);
  }

  public void delete(byte[] key) {
    overlay.delete(key);
  }

  /** Notes that attachments were dropped whose pieces are still to be removed. */
  void tellDropped() {
    dropped = true;
  }

  /** What to do when the changes are durable, before anybody hears of them; never if they fail. */
  void afterCommit(Runnable follower) {
    followers.add(follower);
  }

  @Override
  public void committed() {
    followers.forEach(Runnable::run);
    if (tally.updateSequence != before) {
      listener.changed().accept(tally.updateSequence);
    }
    if (dropped) {
      listener.dropped().run();
    }
  }

  @Override
  public Batch batch() {
    documents.values().forEach(WorkingDocument::save);
    bodies.storeRest();
    Counters now = tally.counters();
    if (!now.equals(counters)) {
      put(keys.counters(), now.encode());
    }
    return overlay.batch();
  }
}
