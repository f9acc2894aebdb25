package dev.couchgrass.store.http.wire;

import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is open over the wire, to be ended when its storage, or its database, is. */
public final class Leases {
  private final Set<Runnable> open = new LinkedHashSet<>();

  /** Notes something that is open, by what ends it. */
  public void add(Runnable end) {
    open.add(end);
  }

  /** Forgets something that has ended by itself. */
  public void remove(Runnable end) {
    open.remove(end);
  }

  /** Ends everything. */
  public Future<Void> endAll() {
    List.copyOf(open).forEach(Runnable::run);
    open.clear();
    return Future.succeededFuture();
  }
}
