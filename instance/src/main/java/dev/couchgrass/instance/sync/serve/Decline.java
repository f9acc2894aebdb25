package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.instance.wire.PeerProblem;
import java.util.Objects;

/** Nothing is done for a peer: expected, and so without a stack trace. */
final class Decline extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final PeerProblem problem;

  Decline(PeerProblem problem) {
    super(problem.message(), null, false, false);
    this.problem = Objects.requireNonNull(problem);
  }

  PeerProblem problem() {
    return problem;
  }
}
