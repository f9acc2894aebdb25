package dev.couchgrass.sync.log.ingest;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.sync.log.item.Outcome;
import java.util.List;
import java.util.Set;

/** Heeds what is taken in of a peer. What its methods throw fails the call. */
public interface PeerHeed {
  /** Hears of which logs the operations are that are not refused already; none is taken in yet. */
  void before(Set<Log> logs);

  /**
   * Hears what became of the operations when it is committed, before others hear that logs have
   * grown.
   */
  void after(List<Outcome> outcomes);

  /** Hears that the call has failed, before the next of its peer has its turn. */
  void failed(Throwable why);
}
