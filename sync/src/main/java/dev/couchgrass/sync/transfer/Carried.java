package dev.couchgrass.sync.transfer;

import dev.couchgrass.sync.result.DocumentFailure;
import dev.couchgrass.sync.result.ReplicationCounts;
import java.util.List;

/** What became of some revisions. */
public record Carried(ReplicationCounts counts, List<DocumentFailure> failures) {
  public Carried {
    failures = List.copyOf(failures);
  }

  static Carried alreadyThere(long revisions) {
    return counted(new ReplicationCounts(revisions, 0, 0, revisions, 0, 0, 0));
  }

  static Carried gone() {
    return counted(new ReplicationCounts(0, 0, 0, 0, 0, 1, 0));
  }

  static Carried filtered() {
    return counted(new ReplicationCounts(1, 0, 0, 0, 1, 0, 0));
  }

  static Carried written(long bytes) {
    return counted(new ReplicationCounts(1, 1, 0, 0, 0, 0, bytes));
  }

  static Carried failed(DocumentFailure failure) {
    return new Carried(new ReplicationCounts(1, 0, 1, 0, 0, 0, 0), List.of(failure));
  }

  private static Carried counted(ReplicationCounts counts) {
    return new Carried(counts, List.of());
  }
}
