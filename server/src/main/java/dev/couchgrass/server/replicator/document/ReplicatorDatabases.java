package dev.couchgrass.server.replicator.document;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.server.options.ReplicatorOptions;
import dev.couchgrass.server.replicator.job.Alarm;
import dev.couchgrass.server.replicator.job.Jobs;
import dev.couchgrass.server.replicator.request.ReplicatorNames;
import dev.couchgrass.server.replicator.request.RequestReader;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.Storage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** Follows every replicator database that there is. Used on the jobs' context. */
public final class ReplicatorDatabases {
  private final Storage storage;
  private final Context context;
  private final Alarm alarm;
  private final IntFunction<Duration> pauses;
  private final DocumentJobs documents;
  private final Map<DatabaseName, Watch> watches = new HashMap<>();

  public ReplicatorDatabases(
      Storage storage,
      Context context,
      Jobs jobs,
      InstantSource clock,
      RandomGenerator random,
      Alarm alarm,
      ReplicatorOptions options) {
    this.storage = storage;
    this.context = context;
    this.alarm = alarm;
    this.pauses = failures -> options.backoff().pause(failures, random);
    this.documents =
        new DocumentJobs(
            jobs,
            new RequestReader(options.checkpointInterval()),
            clock,
            new EndWriter(alarm, pauses));
  }

  /** Makes {@code _replicator} if it is not there, and follows it and the others. */
  public Future<Void> start() {
    return storage
        .openOrCreate(ReplicatorNames.DEFAULT)
        .compose(made -> names())
        .andThen(onSuccess(names -> names.forEach(this::watch)))
        .mapEmpty();
  }

  /** The replicator databases, in order. */
  public Future<List<DatabaseName>> names() {
    return storage
        .databases(DatabaseRange.ALL)
        .map(all -> all.stream().filter(ReplicatorNames::isReplicator).toList());
  }

  /** What is known of their documents. */
  public DocumentJobs documents() {
    return documents;
  }

  /** A database was made; it may have been there before, and deleted. */
  public void created(DatabaseName name) {
    if (ReplicatorNames.isReplicator(name)) {
      Optional.ofNullable(watches.remove(name)).ifPresent(Watch::close);
      documents.gone(name);
      watch(name);
    }
  }

  private void watch(DatabaseName name) {
    Watch watch = new Watch(storage, name, documents, context, alarm, pauses);
    watches.put(name, watch);
    watch.start();
  }

  /** Follows none any more. */
  public Future<Void> close() {
    List<Future<Void>> closed = watches.values().stream().map(Watch::close).toList();
    watches.clear();
    return Future.join(closed).mapEmpty();
  }
}
