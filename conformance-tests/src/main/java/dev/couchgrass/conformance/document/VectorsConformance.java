package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The revisions that a running CouchDB made, made again. */
public abstract class VectorsConformance extends StoreFixture {
  protected VectorsConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("REV-5")
  void editsMakeTheRevisionsThatCouchDbMakes() throws IOException {
    try (InputStream in = VectorsConformance.class.getResourceAsStream("couchdb-revisions.json")) {
      JsonArray vectors = new JsonArray(Buffer.buffer(in.readAllBytes()));
      assertTrue(vectors.size() >= 58);
      for (int i = 0; i < vectors.size(); i++) {
        replay(vectors.getJsonObject(i));
      }
    }
  }

  private void replay(JsonObject vector) {
    DocumentId id = new DocumentId("v " + vector.getString("name"));
    JsonArray steps = vector.getJsonArray("steps");
    for (int i = 0; i < steps.size(); i++) {
      JsonObject step = steps.getJsonObject(i);
      List<AttachmentEdit> attachments = attachments(step.getJsonArray("attachments"));
      Optional<RevisionId> parent =
          step.getString("note", "").contains("without _rev")
              ? Optional.empty()
              : Optional.ofNullable(step.getString("parent")).map(RevisionId::parse);
      boolean deleted = step.getBoolean("deleted");
      DocumentEdit edit =
          new DocumentEdit(id, parent, deleted, json(step.getString("body")), attachments);
      assertEquals(step.getString("rev"), await(db.write(edit)).toString(), id::toString);
    }
  }

  private List<AttachmentEdit> attachments(@Nullable JsonArray given) {
    List<AttachmentEdit> attachments = new ArrayList<>();
    for (int i = 0; given != null && i < given.size(); i++) {
      require(Capability.ATTACHMENTS);
      JsonObject attachment = given.getJsonObject(i);
      String type = attachment.getString("content_type");
      Buffer data = Buffer.buffer(Base64.getDecoder().decode(attachment.getString("data")));
      StagedAttachment staged = await(db.stage(new Chunks(List.of(data)), StageOptions.of(type)));
      attachments.add(new AttachmentEdit.Attach(attachment.getString("name"), type, staged));
    }
    return attachments;
  }
}
