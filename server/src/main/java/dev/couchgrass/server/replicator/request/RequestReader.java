package dev.couchgrass.server.replicator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.SelectorParser;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.ReplicationOptions.Batching;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.options.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads requests; what is of a wrong form fails with 400, what is not done here with 501. */
public final class RequestReader {
  private static final int MOST_DOCUMENTS = 10_000;
  private static final int MOST_WORKERS = 16;
  private static final int DAY_MILLIS = 86_400_000;

  private final Duration checkpointInterval;

  /**
   * Makes a reader.
   *
   * @param checkpointInterval where a request does not say
   */
  public RequestReader(Duration checkpointInterval) {
    this.checkpointInterval = checkpointInterval;
  }

  /** Reads a request. Members that are unknown are passed over, as CouchDB does. */
  public ReplicationRequest read(ObjectNode tree, UserContext user) {
    Members members = new Members(tree);
    refuseWhatIsNotDone(members);
    members.requireObject("create_target_params");
    members.requireObject("query_params");
    Side source = SideReader.read(tree.path("source"), "source");
    Side target = SideReader.read(tree.path("target"), "target");
    if (target instanceof Side.Local local && ReplicatorNames.isSystem(local.database())) {
      throw HttpFailure.forbidden(
          "A system database is written by its URL alone, so that its rules are kept");
    }
    boolean createTarget = members.flag("create_target", false);
    return new ReplicationRequest(source, target, createTarget, options(members), user);
  }

  /** Whether a request wants another one taken back. */
  public static boolean cancels(ObjectNode tree) {
    return new Members(tree).flag("cancel", false);
  }

  /** The replication that a request names by its id. */
  public static Optional<String> id(ObjectNode tree) {
    return List.of("replication_id", "_local_id", "id").stream()
        .map(tree::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst();
  }

  private static void refuseWhatIsNotDone(Members members) {
    for (String proxy : List.of("proxy", "source_proxy", "target_proxy")) {
      members
          .find(proxy)
          .filter(value -> !value.isNull() && !value.asText().isEmpty())
          .ifPresent(
              value -> {
                throw HttpFailure.notImplemented("Replication through a proxy is not implemented.");
              });
    }
    if (members.find("filter").isPresent()) {
      throw HttpFailure.notImplemented("Filters that run code are not implemented.");
    }
  }

  private ReplicationOptions options(Members members) {
    boolean live = members.flag("continuous", false);
    members.flag("use_bulk_get", true);
    for (String ignored :
        List.of("http_connections", "connection_timeout", "retries_per_request")) {
      members.count(ignored, Integer.MAX_VALUE);
    }
    Optional<Integer> interval = members.count("checkpoint_interval", DAY_MILLIS);
    ReplicationOptions options =
        ReplicationOptions.DEFAULTS
            .withLive(live)
            .withRetry(RetryPolicy.NONE)
            .withSelection(selection(members))
            .withWinnersOnly(members.flag("winning_revs_only", false))
            .withCheckpoints(members.flag("use_checkpoints", true))
            .withCheckpointInterval(interval.map(Duration::ofMillis).orElse(checkpointInterval))
            .withBatch(batch(members));
    return since(members).map(options::withSince).orElse(options);
  }

  private static Batching batch(Members members) {
    Batching batch = Batching.DEFAULTS;
    return batch
        .withDocuments(members.count("worker_batch_size", MOST_DOCUMENTS).orElse(batch.documents()))
        .withWorkers(members.count("worker_processes", MOST_WORKERS).orElse(batch.workers()));
  }

  private static Optional<UpdateSequence> since(Members members) {
    return members
        .find("since_seq")
        .filter(value -> !value.isNull())
        .map(value -> new UpdateSequence(value.isTextual() ? value.asText() : value.toString()));
  }

  private static Selection selection(Members members) {
    JsonNode ids = members.find("doc_ids").orElse(NullNode.getInstance());
    Optional<JsonNode> selector = members.find("selector").filter(value -> !value.isNull());
    members.requireObject("selector");
    if (!ids.isNull() && selector.isPresent()) {
      throw HttpFailure.badRequest("`doc_ids`,`filter`,`selector` are mutually exclusive");
    }
    if (selector.isPresent()) {
      return new Selection.Selector(selector(selector.get()));
    }
    return ids.isNull() ? Selection.ALL : new Selection.Documents(documents(ids));
  }

  private static ChangesFilter.Selector selector(JsonNode json) {
    try {
      return SelectorParser.installed().parse(json.toString().getBytes(StandardCharsets.UTF_8));
    } catch (InvalidInputException e) {
      throw HttpFailure.badRequest(e.reason());
    }
  }

  private static Set<DocumentId> documents(JsonNode ids) {
    if (!ids.isArray()) {
      throw Members.wrong("doc_ids", "an array");
    }
    Set<DocumentId> documents = new HashSet<>();
    for (JsonNode id : ids) {
      if (!id.isTextual()) {
        throw Members.wrong("doc_ids", "an array of strings");
      }
      try {
        documents.add(new DocumentId(id.asText()));
      } catch (InvalidInputException e) {
        throw Members.wrong("doc_ids", "an array of documents' ids");
      }
    }
    return documents;
  }
}
