package dev.couchgrass.store.http.json;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonBodyBuilder;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.Extras;
import dev.couchgrass.store.document.StoredDocument.RevisionInfo;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A document as a server writes it, while it is read: its own members go into its body as they are,
 * the special ones apart. Those that are not known are left out, as every server may add some.
 */
public final class DocumentJson {
  /** The special members that belong to a document's body. */
  private static final String KEPT = "_replication_";

  private final JsonBodyBuilder builder = new JsonBodyBuilder(false);
  private Optional<String> id = Optional.empty();
  private Optional<String> revision = Optional.empty();
  private boolean deleted;
  private List<AttachmentInfo> attachments = List.of();
  private List<RevisionId> history = List.of();
  private List<RevisionInfo> revisionsInfo = List.of();
  private List<RevisionId> conflicts = List.of();
  private List<RevisionId> deletedConflicts = List.of();
  private Optional<UpdateSequence> localSequence = Optional.empty();

  private DocumentJson() {}

  /** Reads the document at which the reader stands. */
  public static StoredDocument read(JsonReader reader) {
    DocumentJson draft = new DocumentJson();
    JsonBody body = draft.members(reader);
    return new StoredDocument(
        new DocumentId(Read.require(draft.id, "_id")),
        RevisionId.parse(Read.require(draft.revision, "_rev")),
        draft.deleted,
        body,
        draft.attachments,
        draft.extras());
  }

  /** Reads the local document at which the reader stands. */
  public static LocalDocument readLocal(JsonReader reader) {
    DocumentJson draft = new DocumentJson();
    JsonBody body = draft.members(reader);
    String id = Read.require(draft.id, "_id");
    if (!id.startsWith(LocalDocumentId.PREFIX)) {
      throw Failures.malformed("a local document has another one's id");
    }
    return new LocalDocument(
        new LocalDocumentId(id.substring(LocalDocumentId.PREFIX.length())),
        counter(Read.require(draft.revision, "_rev")),
        body);
  }

  /** Reads the count of a local document's revision, {@code 0-3}. */
  public static long counter(String revision) {
    try {
      return Long.parseLong(revision.substring(revision.indexOf('-') + 1));
    } catch (NumberFormatException e) {
      throw Failures.malformed(e);
    }
  }

  private JsonBody members(JsonReader reader) {
    builder.enterObject(reader);
    while (reader.nextMember()) {
      if (!reader.nameIsSpecial() || reader.name().startsWith(KEPT)) {
        builder.copyMember();
      } else {
        special(reader);
      }
    }
    return builder.build();
  }

  private void special(JsonReader reader) {
    switch (reader.name()) {
      case "_id" -> id = Optional.of(reader.readString());
      case "_rev" -> revision = Optional.of(reader.readString());
      case "_deleted" -> deleted = Read.flag(reader);
      case "_attachments" -> attachments = attachments(reader);
      case "_revisions" -> history = history(reader);
      case "_revs_info" -> revisionsInfo = Read.list(reader, DocumentJson::revisionInfo);
      case "_conflicts" -> conflicts = Read.revisions(reader);
      case "_deleted_conflicts" -> deletedConflicts = Read.revisions(reader);
      case "_local_seq" -> localSequence = Optional.of(Read.sequence(reader));
      default -> reader.skip();
    }
  }

  private static List<AttachmentInfo> attachments(JsonReader reader) {
    List<AttachmentInfo> attachments = new ArrayList<>();
    reader.enterObject();
    while (reader.nextMember()) {
      attachments.add(AttachmentJson.read(reader.name(), reader));
    }
    return attachments;
  }

  private static List<RevisionId> history(JsonReader reader) {
    long start = 0;
    List<String> digests = List.of();
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "start" -> start = Read.require(Read.count(reader), "_revisions.start");
        case "ids" -> digests = Read.list(reader, JsonReader::readString);
        default -> reader.skip();
      }
    }
    return RevisionHistory.of(start, digests).revisions();
  }

  private static RevisionInfo revisionInfo(JsonReader reader) {
    Optional<String> revision = Optional.empty();
    Optional<String> status = Optional.empty();
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "rev" -> revision = Read.text(reader);
        case "status" -> status = Read.text(reader);
        default -> reader.skip();
      }
    }
    return new RevisionInfo(
        RevisionId.parse(Read.require(revision, "rev")), status(Read.require(status, "status")));
  }

  private static RevisionInfo.Status status(String text) {
    for (RevisionInfo.Status status : RevisionInfo.Status.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
        return status;
      }
    }
    throw Failures.malformed("a revision's status");
  }

  private Extras extras() {
    return new Extras(history, revisionsInfo, conflicts, deletedConflicts, localSequence);
  }
}
