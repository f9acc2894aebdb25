package dev.couchgrass.server.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.Extras;
import dev.couchgrass.store.document.StoredDocument.RevisionInfo;
import dev.couchgrass.store.document.StoredDocument.RevisionInfo.Status;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.UpdateSequence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentJsonTest {
  private static final RevisionId FIRST = RevisionId.parse("1-a");
  private static final RevisionId SECOND = RevisionId.parse("2-b");
  private static final AttachmentInfo TEXT =
      new AttachmentInfo("t.txt", "text/plain", "md5-x==", 5, 2, Optional.of("gzip"), 25);

  private static StoredDocument document(boolean deleted, String body, Extras extras) {
    return new StoredDocument(
        new DocumentId("a\"b"), SECOND, deleted, JsonBody.parse(body), List.of(), extras);
  }

  private static String text(StoredDocument document) {
    return new String(DocumentJson.bytes(document, AttachmentForms.STUBS), StandardCharsets.UTF_8);
  }

  @Test
  void theBodyIsSplicedBetweenTheSpecialMembers() {
    assertEquals(
        "{\"_id\":\"a\\\"b\",\"_rev\":\"2-b\",\"n\":1.0,\"s\":\"\\u00e9\",\"_deleted\":true}",
        text(document(true, "{\"n\": 1.0, \"s\":\"\\u00e9\"}", Extras.NONE)));
  }

  @Test
  void anEmptyBodyLeavesNoComma() {
    assertEquals("{\"_id\":\"a\\\"b\",\"_rev\":\"2-b\"}", text(document(false, "{}", Extras.NONE)));
  }

  @Test
  void extrasComeInCouchsOrder() {
    Extras extras =
        new Extras(
            List.of(SECOND, FIRST),
            List.of(
                new RevisionInfo(SECOND, Status.AVAILABLE),
                new RevisionInfo(FIRST, Status.MISSING)),
            List.of(FIRST),
            List.of(SECOND),
            Optional.of(new UpdateSequence("7")));
    assertEquals(
        "{\"_id\":\"a\\\"b\",\"_rev\":\"2-b\","
            + "\"_revisions\":{\"start\":2,\"ids\":[\"b\",\"a\"]},"
            + "\"_revs_info\":[{\"rev\":\"2-b\",\"status\":\"available\"},"
            + "{\"rev\":\"1-a\",\"status\":\"missing\"}],"
            + "\"_conflicts\":[\"1-a\"],\"_deleted_conflicts\":[\"2-b\"],\"_local_seq\":7}",
        text(document(false, "{}", extras)));
  }

  @Test
  void aSequenceThatIsNoNumberIsAString() {
    Extras extras =
        new Extras(
            List.of(), List.of(), List.of(), List.of(), Optional.of(new UpdateSequence("7-x")));
    assertEquals(
        "{\"_id\":\"a\\\"b\",\"_rev\":\"2-b\",\"_local_seq\":\"7-x\"}",
        text(document(false, "{}", extras)));
  }

  @Test
  void attachmentsAreStubsInlineOrFollowing() {
    StoredDocument document =
        new StoredDocument(
            new DocumentId("a"), FIRST, false, JsonBody.EMPTY, List.of(TEXT), Extras.NONE);
    String before =
        "{\"_id\":\"a\",\"_rev\":\"1-a\",\"_attachments\":{\"t.txt\":"
            + "{\"content_type\":\"text/plain\",\"revpos\":2,\"digest\":\"md5-x==\",";
    AttachmentForms encoded = AttachmentForms.STUBS.withEncodingInfo(true);
    assertEquals(before + "\"length\":5,\"stub\":true}}}", text(document));
    assertEquals(
        before + "\"length\":5,\"follows\":true,\"encoding\":\"gzip\",\"encoded_length\":25}}}",
        new String(
            DocumentJson.bytes(document, encoded.withFollowing(Set.of("t.txt"))),
            StandardCharsets.UTF_8));
    assertEquals(
        before + "\"data\":\"aGVsbG8=\"}}}",
        new String(
            DocumentJson.bytes(
                document,
                AttachmentForms.STUBS.withInline(
                    Map.of("t.txt", "hello".getBytes(StandardCharsets.UTF_8)))),
            StandardCharsets.UTF_8));
  }

  @Test
  void stringsAreEscaped() {
    assertEquals(
        "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/\u007f\u00e9\ud83d\ude00\"",
        new JsonWriter().value("\"\\\b\f\n\r\t\u0001\u001f/\u007f\u00e9\ud83d\ude00").toString());
  }

  @Test
  void rowsTellFoundDeletedAndMissing() {
    JsonWriter out = new JsonWriter();
    DocumentId id = new DocumentId("a");
    out.beginArray();
    RowJson.write(
        out,
        new AllDocsRow.Found(
            id, SECOND, false, Optional.of(document(false, "{\"x\":1}", Extras.NONE))),
        true,
        AttachmentForms.STUBS);
    RowJson.write(
        out, new AllDocsRow.Found(id, SECOND, true, Optional.empty()), true, AttachmentForms.STUBS);
    RowJson.write(out, new AllDocsRow.Missing("z"), true, AttachmentForms.STUBS);
    out.endArray();
    assertEquals(
        "[{\"id\":\"a\",\"key\":\"a\",\"value\":{\"rev\":\"2-b\"},"
            + "\"doc\":{\"_id\":\"a\\\"b\",\"_rev\":\"2-b\",\"x\":1}},"
            + "{\"id\":\"a\",\"key\":\"a\",\"value\":{\"rev\":\"2-b\",\"deleted\":true},\"doc\":null},"
            + "{\"key\":\"z\",\"error\":\"not_found\"}]",
        out.toString());
  }

  @Test
  void writesAndLocalDocuments() {
    JsonWriter out = new JsonWriter().beginArray();
    DocumentId id = new DocumentId("a");
    RowJson.write(out, new WriteResult.Written(id, FIRST));
    RowJson.write(out, new WriteResult.Refused(id, StoreException.conflict()));
    DocumentJson.write(
        out, new LocalDocument(new LocalDocumentId("l"), 3, JsonBody.parse("{\"x\":1}")));
    out.endArray();
    assertEquals(
        "[{\"ok\":true,\"id\":\"a\",\"rev\":\"1-a\"},"
            + "{\"id\":\"a\",\"error\":\"conflict\",\"reason\":\"Document update conflict.\"},"
            + "{\"_id\":\"_local/l\",\"_rev\":\"0-3\",\"x\":1}]",
        out.toString());
  }
}
