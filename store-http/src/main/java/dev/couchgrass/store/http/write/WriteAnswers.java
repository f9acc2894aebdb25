package dev.couchgrass.store.http.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.wire.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What servers say became of writes. */
final class WriteAnswers {
  /** The status that a refusal would have had by itself is not told. */
  private static final int UNKNOWN = 0;

  private WriteAnswers() {}

  /** A row of an answer to several writes, or the answer to one. */
  private record Row(String id, Optional<String> revision, Optional<String> error, String reason) {
    private static Row read(JsonReader reader) {
      Optional<String> id = Optional.empty();
      Optional<String> revision = Optional.empty();
      Optional<String> error = Optional.empty();
      Optional<String> reason = Optional.empty();
      reader.enterObject();
      while (reader.nextMember()) {
        switch (reader.name()) {
          case "id" -> id = Read.text(reader);
          case "rev" -> revision = Read.text(reader);
          case "error" -> error = Read.text(reader);
          case "reason" -> reason = Read.text(reader);
          default -> reader.skip();
        }
      }
      return new Row(Read.require(id, "id"), revision, error, reason.orElse(""));
    }

    private WriteResult result(DocumentId asked) {
      return error.isPresent()
          ? new WriteResult.Refused(asked, Failures.refusal(UNKNOWN, error.get(), reason))
          : new WriteResult.Written(asked, RevisionId.parse(Read.require(revision, "rev")));
    }
  }

  /** The answer to one document's. */
  static WriteResult one(Outgoing sent, byte[] json) {
    return Read.whole(json, reader -> matched(sent, Row.read(reader)));
  }

  /** The answer to one graft's: PouchDB's server tells it as it tells many, with those refused. */
  static WriteResult oneGraft(Outgoing sent, byte[] json) {
    return json.length > 0 && json[0] == '[' ? grafts(List.of(sent), json).get(0) : one(sent, json);
  }

  private static WriteResult matched(Outgoing sent, Row row) {
    if (!row.id().equals(sent.id().value())) {
      throw Failures.malformed("it tells of another document");
    }
    return row.result(sent.id());
  }

  /** The answer to edits: a row for each, in their order. */
  static List<WriteResult> edits(List<Outgoing> sent, byte[] json) {
    return Read.whole(
        json,
        reader -> {
          List<Row> rows = Read.list(reader, Row::read);
          if (rows.size() != sent.size()) {
            throw Failures.malformed("it has more rows than edits, or fewer");
          }
          List<WriteResult> results = new ArrayList<>();
          for (int i = 0; i < rows.size(); i++) {
            results.add(matched(sent.get(i), rows.get(i)));
          }
          return results;
        });
  }

  /** The answer to grafts: a row for each that was refused; older servers send one for each. */
  static List<WriteResult> grafts(List<Outgoing> sent, byte[] json) {
    return Read.whole(
        json,
        reader -> {
          List<Row> rows =
              Read.list(reader, Row::read).stream().filter(row -> row.error().isPresent()).toList();
          return sent.stream().map(graft -> graft(graft, rows)).toList();
        });
  }

  private static WriteResult graft(Outgoing sent, List<Row> refused) {
    String revision = sent.revision().map(RevisionId::toString).orElse("");
    return refused.stream()
        .filter(row -> row.id().equals(sent.id().value()))
        .filter(row -> row.revision().map(revision::equals).orElse(true))
        .findFirst()
        .map(row -> row.result(sent.id()))
        .orElseGet(() -> new WriteResult.Written(sent.id(), sent.revision().orElseThrow()));
  }
}
