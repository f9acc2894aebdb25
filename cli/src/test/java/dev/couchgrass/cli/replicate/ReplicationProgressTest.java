package dev.couchgrass.cli.replicate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.result.DocumentFailure;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationResult;
import dev.couchgrass.sync.result.ReplicationState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplicationProgressTest {
  private static final DocumentFailure FAILURE =
      new DocumentFailure(
          new DocumentId("a"),
          RevisionId.parse("1-x"),
          new StoreException(ErrorCode.FORBIDDEN, "Not you"));

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  private ReplicationProgress progress(boolean terminal) {
    return new ReplicationProgress(
        new PrintStream(err, true, StandardCharsets.UTF_8), terminal, nanos::get);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).replace("\r\u001b[K", "<").replace("\r\n", "\n");
  }

  private static ReplicationResult result(long written, DocumentFailure... failures) {
    ReplicationCounts counts =
        new ReplicationCounts(
            written + failures.length, written, failures.length, 0, 0, 0, written * 300);
    return new ReplicationResult(counts, List.of(failures), UpdateSequence.START);
  }

  @Test
  void drawsHowFarItIsAtMostTenTimesASecond() {
    ReplicationProgress progress = progress(true);
    nanos.addAndGet(500_000_000);
    progress.at(new ReplicationState.Running(result(1_000), 3_000));
    progress.at(new ReplicationState.Running(result(2_000), 2_000));
    assertEquals("<1,000 written  2,000/s  300 kB  [######                  ] 3,000 left", said());
  }

  @Test
  void whatIsRefusedIsToldOnceAndStays() {
    ReplicationProgress progress = progress(true);
    nanos.addAndGet(1_000_000_000);
    progress.at(new ReplicationState.Idle(result(1, FAILURE)));
    progress.at(new ReplicationState.Idle(result(1, FAILURE)));
    assertEquals(
        "<a 1-x was refused: Not you\n" + "<1 written  1/s  300 B  1 refused  waiting for changes",
        said());
  }

  @Test
  void elsewhereSaysWhatFailedAndTheResultAlone() {
    ReplicationProgress progress = progress(false);
    nanos.addAndGet(2_000_000_000);
    progress.at(new ReplicationState.Running(result(1), 5));
    Instant next = Instant.parse("2030-01-01T00:00:00Z");
    progress.at(
        new ReplicationState.Retrying(
            result(1), new StoreException(ErrorCode.STORE_FAILED, "Gone"), next, 1));
    progress.finish(new ReplicationState.Completed(result(50_000)));
    assertEquals(
        "failed, and tries again at 2030-01-01T00:00:00Z: Gone\n"
            + "50,000 revisions written (15 MB), 0 already there, in 2.0 s\n",
        said());
  }

  @Test
  void whatTheSourceNoLongerHadIsTold() {
    ReplicationProgress progress = progress(false);
    nanos.addAndGet(1_000_000_000);
    ReplicationCounts counts = new ReplicationCounts(0, 0, 0, 0, 0, 3, 0);
    progress.finish(
        new ReplicationState.Completed(
            new ReplicationResult(counts, List.of(), UpdateSequence.START)));
    assertEquals(
        "0 revisions written (0 B), 0 already there, 3 gone meanwhile, in 1.0 s\n", said());
  }
}
