package dev.couchgrass.server.bulk;

import dev.couchgrass.server.document.PartedAnswers;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Route;
import java.util.List;
import java.util.function.Supplier;

/** {@code _bulk_docs}, {@code _bulk_get}, {@code _revs_diff} and their kin. */
public final class BulkEndpoints {
  private final BulkWrites writes;
  private final BulkReads reads;
  private final RevisionDiffs diffs = new RevisionDiffs();

  /**
   * @param ids gives ids for documents that come without
   */
  public BulkEndpoints(PartedAnswers parted, Supplier<String> ids) {
    this.writes = new BulkWrites(ids);
    this.reads = new BulkReads(parted);
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/{db}/_bulk_docs", Access.MEMBER, writes::post),
        Route.post("/{db}/_bulk_get", Access.MEMBER, reads::post),
        Route.post("/{db}/_revs_diff", Access.MEMBER, diffs::diff),
        Route.post("/{db}/_missing_revs", Access.MEMBER, diffs::missingRevisions),
        Route.post("/{db}/_purge", Access.DATABASE_ADMIN, diffs::purge));
  }
}
