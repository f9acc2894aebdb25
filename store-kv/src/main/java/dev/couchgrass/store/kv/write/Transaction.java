package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.layout.Counters;
import dev.couchgrass.store.kv.layout.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest state of a database with changes on top that are not committed yet. For one thread.
 *
 * <p>What is put and deleted here is seen by what is read here later, and all of it leaves as one
 * {@link Batch}.
 */
public final class Transaction {
  private final Snapshot snapshot;
  private final Keys keys;
  private final Tally tally;
  private final Counters counters;
  private final TreeMap<byte[], Optional<byte[]>> changes = new TreeMap<>(Arrays::compareUnsigned);
  private final Map<DocumentId, WorkingDocument> documents = new HashMap<>();
  private final Bodies bodies;
  private final Blobs blobs;
  private final Settings settings;
  private final Fit fit;
  private final List<Runnable> followers = new ArrayList<>();
  private boolean dropped;

  Transaction(Snapshot snapshot, Keys keys, EngineCapabilities engine) {
    this.fit = new Fit(engine);
    this.snapshot = snapshot;
    this.keys = keys;
    this.counters = snapshot.get(keys.counters()).map(Counters::decode).orElse(Counters.ZERO);
    this.tally = new Tally(counters);
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

  long updateSequence() {
    return tally.updateSequence;
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
    Optional<byte[]> changed = changes.get(key);
    return changed != null ? changed : snapshot.get(key);
  }

  /** The value that a key had when the transaction began. */
  Optional<byte[]> committed(byte[] key) {
    return snapshot.get(key);
  }

  public void put(byte[] key, byte[] value) {
    changes.put(key, Optional.of(value));
  }

  public void delete(byte[] key) {
    changes.put(key, Optional.empty());
  }

  /** Notes that attachments were dropped whose pieces are still to be removed. */
  void tellDropped() {
    dropped = true;
  }

  /** Whether attachments were dropped whose pieces are still to be removed. */
  boolean dropped() {
    return dropped;
  }

  /** What to do when the changes are durable, before anybody hears of them; never if they fail. */
  void afterCommit(Runnable follower) {
    followers.add(follower);
  }

  void committed() {
    followers.forEach(Runnable::run);
  }

  /** Everything that changed; nothing more is changed afterwards. */
  Batch batch() {
    documents.values().forEach(WorkingDocument::save);
    bodies.storeRest();
    Counters now = tally.counters();
    if (!now.equals(counters)) {
      put(keys.counters(), now.encode());
    }
    return new Batch(
        changes.entrySet().stream().map(e -> new Change(e.getKey(), e.getValue())).toList());
  }
}
