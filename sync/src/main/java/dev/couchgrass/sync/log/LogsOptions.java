package dev.couchgrass.sync.log;

import dev.couchgrass.sync.log.ingest.IngestOptions;
import dev.couchgrass.sync.log.session.LogSyncOptions;
import java.util.Objects;

/**
 * How signed logs are kept.
 *
 * @param ingest how operations of others are taken in
 * @param sync how sessions go
 */
public record LogsOptions(IngestOptions ingest, LogSyncOptions sync) {
  /** Those of ingest and of sync. */
  public static final LogsOptions DEFAULTS =
      new LogsOptions(IngestOptions.DEFAULTS, LogSyncOptions.DEFAULTS);

  public LogsOptions {
    Objects.requireNonNull(ingest);
    Objects.requireNonNull(sync);
  }

  /** The same, with others of ingest. */
  public LogsOptions withIngest(IngestOptions options) {
    return new LogsOptions(options, sync);
  }

  /** The same, with others of sync. */
  public LogsOptions withSync(LogSyncOptions options) {
    return new LogsOptions(ingest, options);
  }
}
