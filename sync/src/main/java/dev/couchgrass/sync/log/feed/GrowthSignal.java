package dev.couchgrass.sync.log.feed;

import dev.couchgrass.core.operation.Log;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/** Tells whoever listens which logs have grown, or belong to more topics. For several threads. */
public final class GrowthSignal {
  private final Set<Consumer<Collection<Log>>> listeners = new CopyOnWriteArraySet<>();

  /** Nobody listens yet. */
  public GrowthSignal() {}

  /** Tells of logs. Called when it is committed, so that who looks sees it. */
  public void tell(Collection<Log> logs) {
    listeners.forEach(listener -> listener.accept(logs));
  }

  void add(Consumer<Collection<Log>> listener) {
    listeners.add(listener);
  }

  void remove(Consumer<Collection<Log>> listener) {
    listeners.remove(listener);
  }
}
