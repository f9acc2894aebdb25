package dev.couchgrass.store.http.json;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.PurgedInfo;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of listings, each a text of its own. */
public final class RowsJson {
  private RowsJson() {}

  /** A row of {@code _all_docs} or {@code _design_docs}. */
  public static AllDocsRow listed(byte[] row) {
    return Read.whole(row, RowsJson::listed);
  }

  private static AllDocsRow listed(JsonReader reader) {
    Optional<String> id = Optional.empty();
    Optional<String> key = Optional.empty();
    Optional<StoredDocument> document = Optional.empty();
    Value value = new Value();
    boolean error = false;
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "id" -> id = Read.text(reader);
        case "key" -> key = Read.text(reader);
        case "value" -> value.read(reader);
        case "doc" ->
            document = object(reader) ? Optional.of(DocumentJson.read(reader)) : none(reader);
        case "error" -> {
          error = true;
          reader.skip();
        }
        default -> reader.skip();
      }
    }
    if (error) {
      return new AllDocsRow.Missing(Read.require(key, "key"));
    }
    return new AllDocsRow.Found(
        new DocumentId(Read.require(id, "id")),
        RevisionId.parse(Read.require(value.revision, "rev")),
        value.deleted,
        value.deleted ? Optional.empty() : document);
  }

  /** What {@code _all_docs} tells of a document beside its id. */
  private static final class Value {
    private Optional<String> revision = Optional.empty();
    private boolean deleted;

    private void read(JsonReader reader) {
      reader.enterObject();
      while (reader.nextMember()) {
        switch (reader.name()) {
          case "rev" -> revision = Read.text(reader);
          case "deleted" -> deleted = Read.flag(reader);
          default -> reader.skip();
        }
      }
    }
  }

  private static boolean object(JsonReader reader) {
    return reader.peek() == Kind.OBJECT;
  }

  private static <T> Optional<T> none(JsonReader reader) {
    reader.skip();
    return Optional.empty();
  }

  /** A row of {@code _changes}. */
  public static Change change(byte[] row) {
    return Read.whole(row, RowsJson::change);
  }

  private static Change change(JsonReader reader) {
    Optional<UpdateSequence> sequence = Optional.empty();
    Optional<String> id = Optional.empty();
    List<RevisionId> revisions = List.of();
    Optional<StoredDocument> document = Optional.empty();
    boolean deleted = false;
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "seq" -> sequence = Optional.of(Read.sequence(reader));
        case "id" -> id = Read.text(reader);
        case "changes" -> revisions = Read.list(reader, RowsJson::revision);
        case "deleted" -> deleted = Read.flag(reader);
        case "doc" ->
            document = object(reader) ? Optional.of(DocumentJson.read(reader)) : none(reader);
        default -> reader.skip();
      }
    }
    if (revisions.isEmpty()) {
      throw Failures.malformed("it lacks a change's revisions");
    }
    return new Change(
        Read.require(sequence, "seq"),
        new DocumentId(Read.require(id, "id")),
        List.copyOf(revisions),
        deleted,
        document);
  }

  private static RevisionId revision(JsonReader reader) {
    Optional<String> revision = Optional.empty();
    reader.enterObject();
    while (reader.nextMember()) {
      if (reader.name().equals("rev")) {
        revision = Read.text(reader);
      } else {
        reader.skip();
      }
    }
    return RevisionId.parse(Read.require(revision, "rev"));
  }

  /** One of {@code open_revs}; empty for a document that is not there, no revision being named. */
  public static Optional<OpenRevision> opened(byte[] row) {
    return Read.whole(row, RowsJson::opened);
  }

  /** One of {@code open_revs}, or of what {@code _bulk_get} found for a request. */
  public static Optional<OpenRevision> opened(JsonReader reader) {
    Optional<OpenRevision> opened = Optional.empty();
    boolean told = false;
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "ok" -> {
          opened = Optional.of(new OpenRevision.Found(DocumentJson.read(reader)));
          told = true;
        }
        case "missing" -> {
          opened = Optional.of(new OpenRevision.Missing(RevisionId.parse(reader.readString())));
          told = true;
        }
        case "error" -> {
          opened = refused(reader);
          told = true;
        }
        default -> reader.skip();
      }
    }
    if (!told) {
      throw Failures.malformed("a revision is neither there nor missing");
    }
    return opened;
  }

  private static Optional<OpenRevision> refused(JsonReader reader) {
    Optional<String> revision = Optional.empty();
    Optional<String> error = Optional.empty();
    Optional<String> reason = Optional.empty();
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "rev" -> revision = Read.text(reader);
        case "error" -> error = Read.text(reader);
        case "reason" -> reason = Read.text(reader);
        default -> reader.skip();
      }
    }
    String word = Read.require(error, "error");
    if (!word.equals("not_found")) {
      throw Failures.refusal(500, word, reason.orElse(""));
    }
    return revision
        .filter(text -> !text.equals("undefined"))
        .map(text -> new OpenRevision.Missing(RevisionId.parse(text)));
  }

  /** A row of {@code _local_docs}; empty for a key that names none. */
  public static Optional<LocalDocument> local(byte[] row) {
    return Read.whole(row, RowsJson::local);
  }

  private static Optional<LocalDocument> local(JsonReader reader) {
    Optional<LocalDocument> document = Optional.empty();
    boolean error = false;
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "doc" ->
            document = object(reader) ? Optional.of(DocumentJson.readLocal(reader)) : none(reader);
        case "error" -> {
          error = true;
          reader.skip();
        }
        default -> reader.skip();
      }
    }
    if (document.isEmpty() && !error) {
      throw Failures.malformed("it lacks doc");
    }
    return document;
  }

  /** A row of {@code _purged_infos}. */
  public static PurgedInfo purged(byte[] row) {
    return Read.whole(
        row,
        reader -> {
          Optional<String> id = Optional.empty();
          List<RevisionId> revisions = new ArrayList<>();
          reader.enterObject();
          while (reader.nextMember()) {
            switch (reader.name()) {
              case "id" -> id = Read.text(reader);
              case "revs" -> revisions.addAll(Read.revisions(reader));
              default -> reader.skip();
            }
          }
          return new PurgedInfo(new DocumentId(Read.require(id, "id")), revisions);
        });
  }
}
