package dev.couchgrass.instance;

import java.lang.ref.WeakReference;
import java.util.Optional;

/** A handle of an instance that does not keep it alive. */
public final class WeakInstance {
  private final WeakReference<Instance> instance;

  WeakInstance(Instance instance) {
    this.instance = new WeakReference<>(instance);
  }

  /** The instance; empty once nobody else holds it. */
  public Optional<Instance> instance() {
    return Optional.ofNullable(instance.get());
  }
}
