package dev.couchgrass.server.replicator;

import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.options.ReplicatorOptions;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.replicator.document.ReplicatorDatabases;
import dev.couchgrass.server.replicator.job.Jobs;
import dev.couchgrass.server.replicator.request.RequestReader;
import dev.couchgrass.server.replicator.run.Sides;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.sync.Replicator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** The replications of a server, from its start to its end. */
public final class Replications {
  private final Home home;
  private final Jobs jobs;
  private final ReplicatorDatabases databases;
  private final Storage storage;
  private final ServerOptions options;

  /**
   * Nothing runs yet.
   *
   * @param random names sessions, and gives lengths to pauses
   */
  public Replications(Vertx vertx, Storage storage, ServerOptions options, RandomGenerator random) {
    ReplicatorOptions wanted = options.replicator();
    this.home = new Home(vertx);
    this.storage = storage;
    this.options = options;
    this.jobs =
        new Jobs(
            new Sides(storage, wanted.remotes()),
            new Replicator(vertx, options.clock(), random),
            options.clock(),
            random,
            home,
            wanted);
    this.databases =
        new ReplicatorDatabases(
            storage, home.context(), jobs, options.clock(), random, home, wanted);
  }

  /** Makes {@code _replicator} if it is not there, and takes up what documents ask for. */
  public Future<Void> start() {
    return home.ask(databases::start);
  }

  /** What clients ask. */
  public List<Route> routes() {
    Access admin = Access.SERVER_ADMIN;
    RequestReader reader = new RequestReader(options.replicator().checkpointInterval());
    ReplicateEndpoint replicate = new ReplicateEndpoint(home, jobs, reader);
    JobEndpoints running = new JobEndpoints(home, jobs, options.clock());
    DocumentEndpoints documents = new DocumentEndpoints(home, storage, jobs, databases);
    return List.of(
        Route.post("/_replicate", admin, replicate::post),
        Route.get("/_active_tasks", admin, running::tasks),
        Route.get("/_scheduler/jobs", admin, running::list),
        Route.get("/_scheduler/jobs/{job}", admin, running::one),
        Route.get("/_scheduler/docs", admin, documents::all),
        Route.get("/_scheduler/docs/{database}", admin, documents::of),
        Route.get("/_scheduler/docs/{database}/{id*}", admin, documents::one));
  }

  /** A database was made: it may be one of replications. */
  public void created(DatabaseName name) {
    home.context().runOnContext(now -> databases.created(name));
  }

  /** Ends what runs; it notes how far it came, for as long as that may take. */
  public Future<Void> close(Duration patience) {
    return home.ask(() -> databases.close().eventually(() -> jobs.close(patience)));
  }
}
