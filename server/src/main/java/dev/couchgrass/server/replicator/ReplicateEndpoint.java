package dev.couchgrass.server.replicator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replicator.job.JobEnd;
import dev.couchgrass.server.replicator.job.JobView;
import dev.couchgrass.server.replicator.job.Jobs;
import dev.couchgrass.server.replicator.job.Origin;
import dev.couchgrass.server.replicator.request.ReplicationRequest;
import dev.couchgrass.server.replicator.request.RequestReader;
import dev.couchgrass.server.replicator.request.UserContext;
import dev.couchgrass.sync.options.RetryPolicy;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** {@code POST /_replicate}: starts a replication, waits for one, or takes one back. */
final class ReplicateEndpoint {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Home home;
  private final Jobs jobs;
  private final RequestReader reader;

  ReplicateEndpoint(Home home, Jobs jobs, RequestReader reader) {
    this.home = home;
    this.jobs = jobs;
    this.reader = reader;
  }

  Future<Void> post(Exchange exchange) {
    exchange.requireJson();
    return exchange
        .body(exchange.options().limits().requestBytes())
        .map(ReplicateEndpoint::tree)
        .compose(
            tree -> {
              UserContext user = UserContext.of(exchange.identity());
              if (RequestReader.cancels(tree)) {
                return cancel(exchange, tree, user);
              }
              ReplicationRequest request = reader.read(tree, user);
              return request.continuous() ? start(exchange, request) : once(exchange, request);
            });
  }

  private static ObjectNode tree(Buffer body) {
    try {
      JsonNode tree = MAPPER.readTree(body.getBytes());
      if (tree instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw HttpFailure.badRequest("invalid UTF-8 JSON");
    }
    throw HttpFailure.badRequest("Request body must be a JSON object");
  }

  private Future<Void> start(Exchange exchange, ReplicationRequest request) {
    return home.ask(
            () -> {
              jobs.request(request);
              return Future.succeededFuture();
            })
        .compose(started -> exchange.json(202, named(request.id())));
  }

  /** Somebody waits, so it is tried a few times at once, and the last failure is the answer. */
  private Future<Void> once(Exchange exchange, ReplicationRequest request) {
    ReplicationRequest patient =
        new ReplicationRequest(
            request.source(),
            request.target(),
            request.createTarget(),
            request.options().withRetry(RetryPolicy.DEFAULTS),
            request.user());
    return home.ask(() -> jobs.request(patient)).compose(end -> exchange.json(200, answer(end)));
  }

  private static ObjectNode answer(JobEnd end) {
    return end.answer().orElseGet(() -> JsonNodeFactory.instance.objectNode().put("ok", "stopped"));
  }

  private Future<Void> cancel(Exchange exchange, ObjectNode tree, UserContext user) {
    String id = RequestReader.id(tree).orElseGet(() -> reader.read(tree, user).id());
    return home.ask(() -> cancel(id)).compose(over -> exchange.json(200, named(id)));
  }

  private Future<Void> cancel(String id) {
    JobView job = jobs.find(id).orElseThrow(() -> HttpFailure.notFound("missing"));
    if (job.origin() instanceof Origin.Document document) {
      throw HttpFailure.forbidden(
          "The replication is document `"
              + document.id()
              + "` of `"
              + document.database()
              + "`: it ends when that is deleted");
    }
    return jobs.remove(id);
  }

  private static ObjectNode named(String id) {
    return JsonNodeFactory.instance.objectNode().put("ok", true).put("_local_id", id);
  }
}
