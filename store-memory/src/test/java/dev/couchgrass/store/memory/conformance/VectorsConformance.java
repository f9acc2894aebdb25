package dev.couchgrass.store.memory.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VectorsConformance extends StoreFixture {
  @Test
  void editsMakeTheRevisionsThatCouchDbMakes() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/couchdb-revisions.json")) {
      JsonNode vectors = new ObjectMapper().readTree(in);
      assertTrue(vectors.size() >= 58);
      for (JsonNode vector : vectors) {
        replay(vector);
      }
    }
  }

  private void replay(JsonNode vector) throws IOException {
    DocumentId id = new DocumentId("v " + vector.get("name").asText());
    for (JsonNode step : vector.get("steps")) {
      List<AttachmentEdit> attachments = attachments(step);
      Optional<RevisionId> parent =
          step.get("parent").isNull() || step.path("note").asText().contains("without _rev")
              ? Optional.empty()
              : Optional.of(rev(step.get("parent").asText()));
      boolean deleted = step.get("deleted").asBoolean();
      DocumentEdit edit =
          new DocumentEdit(id, parent, deleted, json(step.get("body").asText()), attachments);
      assertEquals(step.get("rev").asText(), await(db.write(edit)).toString(), id::toString);
    }
  }

  private List<AttachmentEdit> attachments(JsonNode step) throws IOException {
    List<AttachmentEdit> attachments = new ArrayList<>();
    for (JsonNode attachment : step.path("attachments")) {
      String type = attachment.get("content_type").asText();
      Buffer data = Buffer.buffer(attachment.get("data").binaryValue());
      StagedAttachment staged = await(db.stage(new Chunks(List.of(data)), StageOptions.of(type)));
      attachments.add(new AttachmentEdit.Attach(attachment.get("name").asText(), type, staged));
    }
    return attachments;
  }
}
