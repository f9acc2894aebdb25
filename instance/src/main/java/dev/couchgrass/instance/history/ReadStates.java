package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Tips;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The states of one store whose data is read in its own way. For several threads. */
public final class ReadStates {
  private final History history;
  private final String store;
  private final Supplier<States> fresh;
  private States basis;
  private States states;

  ReadStates(History history, String store, Supplier<States> fresh) {
    this.history = history;
    this.store = store;
    this.fresh = fresh;
    this.basis = history.effective();
    this.states = fresh.get();
  }

  /** The state at a moment of the database. */
  public Future<Doc> at(Tips moment) {
    return history.tipsAt(store, moment).compose(tips -> current().at(store, tips));
  }

  /** Those that leave out what is void now. */
  private synchronized States current() {
    States counting = history.effective();
    if (counting != basis) {
      basis = counting;
      states = fresh.get();
    }
    return states;
  }

  /** Keeps no state any more. */
  public synchronized void forget() {
    states = fresh.get();
  }
}
