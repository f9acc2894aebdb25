package dev.couchgrass.store.chronicle.view;

/** The newest view. Replaced by one thread, the writer's; read by any. */
public final class Current {
  private volatile View view;

  public Current(View view) {
    this.view = view;
  }

  /** For the writer's thread, which replaces it, or for a look at what needs no pages. */
  public View view() {
    return view;
  }

  /** Makes a view the newest one. On the writer's thread only. */
  public void publish(View next) {
    view = next;
  }

  /** The newest view, whose generation stays until the caller releases it. */
  public View hold() {
    while (true) {
      View newest = view;
      if (newest.base().hold()) {
        return newest;
      }
      // Between the two reads a fold ended and nobody else held the old tree: there is a newer one.
      Thread.onSpinWait();
    }
  }
}
