package dev.couchgrass.instance.sync.exchange;

import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.wire.PeerProblem;
import java.util.Objects;

/** A peer did nothing, and said why. */
final class PeerDeclinedException extends InstanceException {
  private static final long serialVersionUID = 1L;

  private final PeerProblem why;

  PeerDeclinedException(PeerProblem why) {
    super(InstanceProblem.PEER_DECLINED, why.message());
    this.why = Objects.requireNonNull(why);
  }

  PeerProblem why() {
    return why;
  }
}
