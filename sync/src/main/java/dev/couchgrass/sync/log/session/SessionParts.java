package dev.couchgrass.sync.log.session;

import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.sync.log.feed.GrowthSignal;
import dev.couchgrass.sync.log.ingest.LogIngest;
import io.vertx.core.Vertx;
import java.util.Objects;

/**
 * What a session works with.
 *
 * @param logs what there is to send
 * @param ingest takes what arrives
 * @param signal tells what there is to send later
 */
public record SessionParts(Vertx vertx, LogStores logs, LogIngest ingest, GrowthSignal signal) {
  public SessionParts {
    Objects.requireNonNull(vertx);
    Objects.requireNonNull(logs);
    Objects.requireNonNull(ingest);
    Objects.requireNonNull(signal);
  }
}
