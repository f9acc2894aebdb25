package dev.couchgrass.server.replicator.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationResult;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What {@code _replicate} answers: this session, and those before it that the target remembers. */
final class History {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int VERSION = 3;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private History() {}

  /** To be asked while the target is open. */
  static Future<ObjectNode> of(
      Replication replication,
      ReplicationResult result,
      DocumentStore target,
      Instant began,
      Instant ended) {
    return target
        .local(new LocalDocumentId(replication.checkpointId()))
        .map(
            found -> {
              ArrayNode kept = found.map(History::sessions).orElseGet(History::none);
              boolean unchanged =
                  result.counts().read() + result.counts().gone() == 0 && !kept.isEmpty();
              ArrayNode history = unchanged ? kept : none();
              if (!unchanged) {
                history.add(session(replication, result, began, ended));
                kept.forEach(
                    each -> {
                      if (!each.path("session_id").asText().equals(replication.session())) {
                        history.add(each);
                      }
                    });
              }
              return answer(replication, result, history, unchanged);
            });
  }

  private static ObjectNode answer(
      Replication replication, ReplicationResult result, ArrayNode history, boolean unchanged) {
    ObjectNode answer = MAPPER.createObjectNode().put("ok", true);
    if (unchanged) {
      answer.put("no_changes", true);
    }
    answer
        .put("session_id", replication.session())
        .put("source_last_seq", result.lastSequence().token())
        .put("replication_id_version", VERSION)
        .set("history", history);
    return answer;
  }

  private static ObjectNode session(
      Replication replication, ReplicationResult result, Instant began, Instant ended) {
    ReplicationCounts counts = result.counts();
    String last = result.lastSequence().token();
    return MAPPER
        .createObjectNode()
        .put("session_id", replication.session())
        .put("start_time", HTTP_DATE.format(began))
        .put("end_time", HTTP_DATE.format(ended))
        .put("start_last_seq", replication.start().map(UpdateSequence::token).orElse("0"))
        .put("end_last_seq", last)
        .put("recorded_seq", last)
        .put("missing_checked", counts.read() + counts.gone())
        .put("missing_found", counts.read() + counts.gone() - counts.alreadyThere())
        .put("docs_read", counts.read() - counts.alreadyThere())
        .put("docs_written", counts.written())
        .put("doc_write_failures", counts.failed());
  }

  private static ArrayNode none() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** What can't be understood is no history. */
  private static ArrayNode sessions(LocalDocument document) {
    try {
      JsonNode history = MAPPER.readTree(document.body().bytes()).path("history");
      return Optional.of(history)
          .filter(JsonNode::isArray)
          .map(ArrayNode.class::cast)
          .orElseGet(History::none);
    } catch (IOException e) {
      return none();
    }
  }
}
