package dev.couchgrass.store.chronicle.disk;

/** The simulated machine is off. No {@code IOException}: no code gets to see it. */
public final class PowerCutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PowerCutException() {
    super("The power is gone", null, false, false);
  }
}
