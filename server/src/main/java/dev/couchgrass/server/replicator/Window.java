package dev.couchgrass.server.replicator;

import dev.couchgrass.server.http.Query;

/** Which rows of a listing are wanted. */
record Window(long skip, int limit) {
  /** As CouchDB has it. */
  private static final int USUAL = 100;

  private static final int MOST = 10_000;

  static Window of(Query query) {
    long limit = query.count("limit").orElse(USUAL);
    return new Window(query.count("skip").orElse(0), (int) Math.min(limit, MOST));
  }
}
