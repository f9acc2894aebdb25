package dev.couchgrass.conformance.instrument;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches how an engine is used: which snapshots and cursors stay open, whether it is read where it
 * must not be, and what it holds.
 */
public final class Probe extends EngineWrapper {
  private static final byte[] FIRST_DATABASE = {0, 0, 0, 1};
  private static final byte[] END = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};

  private final AtomicInteger open = new AtomicInteger();
  private final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
  private final AtomicLong reads = new AtomicLong();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Engine inner;
  private volatile boolean closed;

  /** Set once the engine said that its reads would not wait: a read may come later than that. */
  private volatile boolean readsAnywhere;

  public Probe(Engine inner) {
    super(inner);
    this.inner = inner;
  }

  /** How many snapshots and cursors were opened and not closed. */
  public int open() {
    return open.get();
  }

  /** How many batches were committed. */
  public int commits() {
    return batches.size();
  }

  /** How many look-ups and steps of cursors there were. */
  public long reads() {
    return reads.get();
  }

  /** How many changes each batch had that was committed, in order. */
  public List<Integer> batches() {
    return List.copyOf(batches);
  }

  /** What was done that an engine's users must not do. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Fails if anything was left open, or used as it must not be. */
  public void requireReleased() {
    if (!faults.isEmpty()) {
      throw new AssertionError("The engine was misused: " + faults);
    }
    if (open.get() != 0) {
      throw new AssertionError("Snapshots and cursors left open: " + open);
    }
  }

  /** Whether its snapshots know ranks. */
  public boolean ranks() {
    try (Snapshot snapshot = inner.snapshot()) {
      return snapshot.rank(END).isPresent();
    }
  }

  /** How many keys the databases hold, the catalogue apart. */
  public int keys() {
    return dump().size();
  }

  /** The keys that the databases hold, in hexadecimal. */
  public List<String> dump() {
    List<String> keys = new ArrayList<>();
    try (Snapshot snapshot = inner.snapshot();
        Snapshot.Cursor cursor =
            snapshot.scan(new KeyRange(FIRST_DATABASE, END), Snapshot.Direction.FORWARD)) {
      while (cursor.next()) {
        keys.add(HexFormat.of().formatHex(cursor.key()));
      }
    }
    return keys;
  }

  @Override
  public Snapshot snapshot() {
    return new Watched(super.snapshot());
  }

  @Override
  public boolean readsWait() {
    boolean wait = super.readsWait();
    readsAnywhere |= !wait;
    return wait;
  }

  @Override
  public Future<Void> commit(Batch batch) {
    batches.add(batch.changes().size());
    return super.commit(batch);
  }

  @Override
  public Future<Void> close() {
    closed = true;
    return super.close();
  }

  private void read() {
    if (capabilities().reads() == Reads.BLOCKING
        && !readsAnywhere
        && Context.isOnEventLoopThread()) {
      faults.add("read on an event loop: " + StackWalker.getInstance().walk(s -> s.toList()));
    }
    if (closed) {
      faults.add("read after close: " + StackWalker.getInstance().walk(s -> s.toList()));
    }
  }

  private final class Watched implements Snapshot {
    private final Snapshot watched;
    private final AtomicBoolean released = new AtomicBoolean();

    Watched(Snapshot watched) {
      this.watched = watched;
      open.incrementAndGet();
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
      reads.incrementAndGet();
      read();
      return watched.get(key);
    }

    @Override
    public Cursor scan(KeyRange range, Direction direction) {
      read();
      return new WatchedCursor(watched.scan(range, direction));
    }

    @Override
    public OptionalLong rank(byte[] key) {
      reads.incrementAndGet();
      read();
      return watched.rank(key);
    }

    @Override
    public void close() {
      if (!released.getAndSet(true)) {
        open.decrementAndGet();
      }
      watched.close();
    }
  }

  private final class WatchedCursor implements Snapshot.Cursor {
    private final Snapshot.Cursor watched;
    private final AtomicBoolean released = new AtomicBoolean();
    private final AtomicBoolean busy = new AtomicBoolean();

    WatchedCursor(Snapshot.Cursor watched) {
      this.watched = watched;
      open.incrementAndGet();
    }

    @Override
    public boolean next() {
      reads.incrementAndGet();
      read();
      if (busy.getAndSet(true)) {
        faults.add("a cursor used by two threads at once");
      }
      try {
        return watched.next();
      } finally {
        busy.set(false);
      }
    }

    @Override
    public byte[] key() {
      read();
      return watched.key();
    }

    @Override
    public byte[] value() {
      read();
      return watched.value();
    }

    @Override
    public void close() {
      if (busy.get()) {
        faults.add("a cursor closed while it is used");
      }
      if (!released.getAndSet(true)) {
        open.decrementAndGet();
      }
      watched.close();
    }
  }
}
