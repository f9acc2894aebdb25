package dev.couchgrass.store.chronicle.view;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A view that is held on to. Closing lets go of the pages and files that only it still needs. */
public final class DurableSnapshot implements Snapshot {
  private final AtomicReference<@Nullable View> held;
  private final Values values;

  /** Takes over one hold on the view's generation. */
  public DurableSnapshot(View view, Values values) {
    held = new AtomicReference<>(view);
    this.values = values;
  }

  @Override
  public Optional<byte[]> get(byte[] key) {
    return values.find(view(), key);
  }

  @Override
  public Cursor scan(KeyRange range, Direction direction) {
    return new ValueCursor(view().scan(range, direction), values);
  }

  @Override
  public OptionalLong rank(byte[] key) {
    return OptionalLong.of(view().rank(key));
  }

  @Override
  public void close() {
    View view = held.getAndSet(null);
    if (view != null) {
      view.base().release();
    }
  }

  private View view() {
    View view = held.get();
    if (view == null) {
      throw new IllegalStateException("The snapshot is closed");
    }
    return view;
  }
}
