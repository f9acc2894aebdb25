package dev.couchgrass.store.http;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.http.json.DocumentJson;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.read.Remote;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Path;
import io.vertx.core.Future;
import java.util.Optional;

/** {@code /db/_local/id}. */
final class Locals {
  private final Remote remote;

  Locals(Remote remote) {
    this.remote = remote;
  }

  private Path path(LocalDocumentId id) {
    return remote.path().local(id);
  }

  Future<Optional<LocalDocument>> get(LocalDocumentId id) {
    return remote
        .wire()
        .ask(Call.get(path(id)))
        .map(json -> Optional.of(Read.whole(json, DocumentJson::readLocal)))
        .recover(
            cause ->
                Failures.is(cause, ErrorCode.DOCUMENT_MISSING)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(cause));
  }

  Future<LocalDocument> put(LocalDocumentId id, long parent, JsonBody body) {
    JsonOut out = new JsonOut().beginObject().name("_id").value(id.toString());
    if (parent > 0) {
      out.name("_rev").value("0-" + parent);
    }
    byte[] json = out.members(body.bytes()).endObject().bytes();
    return remote
        .wire()
        .ask(Call.put(path(id), json))
        .map(answer -> new LocalDocument(id, Read.whole(answer, Locals::counter), body));
  }

  private static long counter(JsonReader reader) {
    Optional<String> revision = Optional.empty();
    reader.enterObject();
    while (reader.nextMember()) {
      if (reader.name().equals("rev")) {
        revision = Read.text(reader);
      } else {
        reader.skip();
      }
    }
    return DocumentJson.counter(Read.require(revision, "rev"));
  }

  /** Some servers want the revision, so it is asked for. */
  Future<Boolean> remove(LocalDocumentId id) {
    return get(id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(false)
                    : remove(id, found.get().revision()));
  }

  private Future<Boolean> remove(LocalDocumentId id, long revision) {
    return remote
        .wire()
        .ask(Call.delete(path(id).with("rev", "0-" + revision)))
        .map(removed -> true)
        .recover(
            cause ->
                Failures.is(cause, ErrorCode.DOCUMENT_MISSING)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(cause));
  }
}
