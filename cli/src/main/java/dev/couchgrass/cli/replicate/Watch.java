package dev.couchgrass.cli.replicate;

import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.result.DocumentFailure;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationResult;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Watches replications that run at the same time, and tells of all of them as one. */
public final class Watch {
  private final List<Replication> replications;
  private final ReplicationProgress progress;
  private final List<ReplicationState> states = new ArrayList<>();
  private final List<DocumentFailure> failures = new ArrayList<>();
  private final int[] listed;

  /** To be begun by {@link #untilOver}. */
  public Watch(List<Replication> replications, ReplicationProgress progress) {
    this.replications = List.copyOf(replications);
    this.progress = progress;
    this.listed = new int[replications.size()];
  }

  /** Waits until all are over, and tells how they ended. */
  public List<ReplicationState> untilOver() {
    replications.forEach(each -> states.add(each.state()));
    progress.at(together());
    while (!states.stream().allMatch(ReplicationState::over)) {
      List<Future<ReplicationState>> next = new ArrayList<>();
      for (int i = 0; i < states.size(); i++) {
        if (!states.get(i).over()) {
          next.add(replications.get(i).next(states.get(i)));
        }
      }
      Future.any(next).await();
      look();
    }
    progress.finish(new ReplicationState.Completed(soFar()));
    return List.copyOf(states);
  }

  /** Cancels all of them. */
  public void cancel() {
    replications.forEach(Replication::cancel);
  }

  private void look() {
    for (int i = 0; i < states.size(); i++) {
      ReplicationState now = replications.get(i).state();
      boolean changed = !now.equals(states.set(i, now));
      if (changed && now instanceof ReplicationState.Retrying again) {
        progress.at(
            new ReplicationState.Retrying(soFar(), again.error(), again.next(), again.failures()));
      }
    }
    progress.at(together());
  }

  /** At work if one of them is; else it waits, unless all have ended. */
  private ReplicationState together() {
    long remaining = 0;
    boolean running = false;
    for (ReplicationState state : states) {
      if (state instanceof ReplicationState.Running one) {
        running = true;
        remaining += one.remaining();
      }
    }
    if (running) {
      return new ReplicationState.Running(soFar(), remaining);
    }
    return states.stream().allMatch(ReplicationState::over)
        ? new ReplicationState.Completed(soFar())
        : new ReplicationState.Idle(soFar());
  }

  private ReplicationResult soFar() {
    ReplicationCounts counts = ReplicationCounts.ZERO;
    for (int i = 0; i < states.size(); i++) {
      ReplicationResult one = states.get(i).soFar();
      counts = counts.plus(one.counts());
      List<DocumentFailure> all = one.failures();
      failures.addAll(all.subList(listed[i], all.size()));
      listed[i] = all.size();
    }
    return new ReplicationResult(counts, failures, UpdateSequence.START);
  }
}
