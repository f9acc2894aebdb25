package dev.couchgrass.server.replicator.run;

import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replicator.request.Side;
import dev.couchgrass.store.error.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of a failed replication: in CouchDB's words, and without credentials. */
final class SideFailures {
  private static final Logger LOG = LoggerFactory.getLogger(SideFailures.class);

  private SideFailures() {}

  /** A side could not be opened. */
  static HttpFailure of(Side side, Throwable cause) {
    if (cause instanceof HttpFailure known) {
      return known;
    }
    if (!(cause instanceof StoreException failure)) {
      return unexpected(cause);
    }
    return switch (failure.code()) {
      case DATABASE_MISSING ->
          new HttpFailure(404, "db_not_found", "could not open " + side.shown());
      case UNAUTHORIZED ->
          HttpFailure.unauthorized("unauthorized to access or create database " + side.shown());
      case FORBIDDEN ->
          HttpFailure.forbidden("could not open " + side.shown() + ": " + failure.reason());
      default ->
          new HttpFailure(
              500, "replication_failed", "could not open " + side.shown() + ": " + reason(failure));
    };
  }

  /** It failed on its way. */
  static HttpFailure of(Throwable cause) {
    if (cause instanceof HttpFailure known) {
      return known;
    }
    return cause instanceof StoreException failure
        ? new HttpFailure(500, "replication_failed", reason(failure))
        : unexpected(cause);
  }

  private static String reason(StoreException failure) {
    Throwable beneath = failure.getCause();
    String detail = beneath == null ? null : beneath.getMessage();
    return detail == null ? failure.reason() : failure.reason() + " (" + detail + ')';
  }

  private static HttpFailure unexpected(Throwable cause) {
    LOG.error("A replication failed for a reason that it should not have", cause);
    return new HttpFailure(500, "replication_failed", "see the log");
  }
}
