package dev.couchgrass.store.http;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.json.InfoJson;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.read.Remote;
import dev.couchgrass.store.http.read.RevisionMaps;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Figures, settings, purges and compaction of a database. */
final class Upkeep {
  /** The first pause between two questions whether a compaction still runs, in milliseconds. */
  private static final long FIRST_PAUSE = 20;

  private static final long LONGEST_PAUSE = 2_000;

  private final Remote remote;

  Upkeep(Remote remote) {
    this.remote = remote;
  }

  Future<DatabaseInfo> info() {
    return remote
        .wire()
        .ask(Call.get(remote.path()))
        .map(json -> InfoJson.read(remote.name(), json));
  }

  Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
    return remote
        .wire()
        .ask(Call.post(remote.path("_purge"), RevisionMaps.write(revisions)))
        .map(json -> purged(revisions, json))
        // Its sequence is not in the answer: CouchDB writes null.
        .compose(purged -> info().map(info -> new PurgeResult(info.purgeSequence(), purged)));
  }

  private static Map<DocumentId, List<RevisionId>> purged(
      Map<DocumentId, List<RevisionId>> asked, byte[] json) {
    Map<DocumentId, List<RevisionId>> told =
        Read.whole(
            json,
            reader -> {
              Optional<Map<DocumentId, List<RevisionId>>> purged = Optional.empty();
              reader.enterObject();
              while (reader.nextMember()) {
                if (reader.name().equals("purged")) {
                  purged = Optional.of(RevisionMaps.read(reader));
                } else {
                  reader.skip();
                }
              }
              return Read.require(purged, "purged");
            });
    Map<DocumentId, List<RevisionId>> ordered = new LinkedHashMap<>();
    asked.keySet().forEach(id -> ordered.put(id, told.getOrDefault(id, List.of())));
    return ordered;
  }

  /** Asks until it is over: there is nothing to wait on. */
  Future<Void> compact() {
    long[] pause = {FIRST_PAUSE};
    return remote
        .wire()
        .ask(Call.post(remote.path("_compact"), new byte[] {'{', '}'}))
        .compose(
            begun ->
                Repeat.whileTrue(
                    () ->
                        info()
                            .compose(
                                info ->
                                    info.compactRunning()
                                        ? pause(pause).map(true)
                                        : Future.succeededFuture(false))));
  }

  private Future<Void> pause(long[] millis) {
    Promise<Void> over = Promise.promise();
    remote.wire().place().vertx().setTimer(millis[0], fired -> over.complete());
    millis[0] = Math.min(LONGEST_PAUSE, millis[0] * 2);
    return over.future();
  }

  Future<Long> limit(String name) {
    return remote
        .wire()
        .ask(Call.get(remote.path(name)))
        .map(json -> Read.whole(json, reader -> Read.require(Read.count(reader), name)));
  }

  Future<Void> setLimit(String name, long limit) {
    if (limit < 1) {
      return Future.failedFuture(
          new StoreException(ErrorCode.BAD_REQUEST, "The limit must be at least 1"));
    }
    byte[] json = Long.toString(limit).getBytes(StandardCharsets.US_ASCII);
    return remote.wire().ask(Call.put(remote.path(name), json).asSafe()).mapEmpty();
  }

  Future<JsonBody> security() {
    return remote.wire().ask(Call.get(remote.path("_security"))).map(Upkeep::body);
  }

  private static JsonBody body(byte[] json) {
    Read.whole(json, Upkeep::object);
    return JsonBody.parse(json);
  }

  private static boolean object(JsonReader reader) {
    boolean object = reader.peek() == JsonReader.Kind.OBJECT;
    reader.skip();
    if (!object) {
      throw Failures.malformed("a security document is an object");
    }
    return true;
  }

  Future<Void> setSecurity(JsonBody security) {
    byte[] json = new JsonOut().raw(security.bytes()).bytes();
    return remote.wire().ask(Call.put(remote.path("_security"), json).asSafe()).mapEmpty();
  }

  /** Servers whose every write is safe may not know this, which then has nothing to do. */
  Future<Void> flush() {
    return remote
        .wire()
        .ask(Call.post(remote.path("_ensure_full_commit"), new byte[] {'{', '}'}).asSafe())
        .<Void>mapEmpty()
        .recover(
            cause ->
                Failures.is(cause, ErrorCode.DOCUMENT_MISSING)
                        || Failures.is(cause, ErrorCode.NOT_SUPPORTED)
                    ? Future.succeededFuture()
                    : Future.failedFuture(cause));
  }
}
