package dev.couchgrass.server.replicator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replicator.job.Jobs;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** {@code /_scheduler/jobs} and {@code /_active_tasks}: what runs, and what is to run. */
final class JobEndpoints {
  private final Home home;
  private final Jobs jobs;
  private final InstantSource clock;

  JobEndpoints(Home home, Jobs jobs, InstantSource clock) {
    this.home = home;
    this.jobs = jobs;
    this.clock = clock;
  }

  Future<Void> tasks(Exchange exchange) {
    return home.ask(() -> Future.succeededFuture(tasks()))
        .compose(tasks -> exchange.json(200, tasks));
  }

  private ArrayNode tasks() {
    ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
    jobs.all()
        .forEach(
            job ->
                job.started()
                    .ifPresent(since -> tasks.add(JobJson.task(job, since, clock.instant()))));
    return tasks;
  }

  Future<Void> list(Exchange exchange) {
    Window window = Window.of(exchange.query());
    return home.ask(() -> Future.succeededFuture(rows(window)))
        .compose(rows -> exchange.json(200, rows));
  }

  private ObjectNode rows(Window window) {
    List<ObjectNode> all =
        jobs.all().stream()
            .skip(window.skip())
            .limit(window.limit())
            .map(JobJson::scheduled)
            .toList();
    ObjectNode listing = JsonNodeFactory.instance.objectNode();
    listing.put("total_rows", jobs.all().size()).put("offset", window.skip());
    listing.putArray("jobs").addAll(all);
    return listing;
  }

  Future<Void> one(Exchange exchange) {
    String id = exchange.parameter("job");
    return home.ask(() -> Future.succeededFuture(jobs.find(id).map(JobJson::scheduled)))
        .compose(
            found -> exchange.json(200, found.orElseThrow(() -> HttpFailure.notFound("missing"))));
  }
}
