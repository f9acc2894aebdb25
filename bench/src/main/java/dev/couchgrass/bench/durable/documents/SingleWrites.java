package dev.couchgrass.bench.durable.documents;

import dev.couchgrass.bench.measure.People;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.DocumentEdit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writers of single documents, each of which waits for its write before it begins the next: as
 * clients of a server do.
 */
final class SingleWrites {
  private final Subject subject;
  private final List<DocumentEdit> edits = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  /** Prepares so many new documents. */
  SingleWrites(Subject subject, long from, int count) {
    this.subject = subject;
    for (long number = from; number < from + count; number++) {
      edits.add(subject.create(number, People.document(number)));
    }
  }

  /** Writes them all, and returns how many there were. */
  int run(int writers) {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      Promise<Void> done = Promise.promise();
      all.add(done.future());
      step(done);
    }
    Future.all(all).await();
    return edits.size();
  }

  /** In a loop as long as writes are done at once, as they are in memory: no deeper and deeper. */
  private void step(Promise<Void> done) {
    int number = next.getAndIncrement();
    while (number < edits.size()) {
      Future<RevisionId> write = subject.store().write(edits.get(number));
      if (!write.succeeded()) {
        write.onSuccess(written -> step(done)).onFailure(done::tryFail);
        return;
      }
      number = next.getAndIncrement();
    }
    done.tryComplete();
  }
}
