package dev.couchgrass.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every revision of the vectors, which a running CouchDB made. */
class RevisionHashTest {
  @TestFactory
  @Tag("REV-5")
  @Tag("REV-6")
  @Tag("REV-7")
  @Tag("REV-8")
  @Tag("REV-9")
  Stream<DynamicTest> equalsCouchDb() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/couchdb-revisions.json")) {
      JsonNode vectors = new ObjectMapper().readTree(in);
      assertTrue(vectors.size() >= 58);
      List<DynamicTest> tests = new ArrayList<>();
      for (JsonNode vector : vectors) {
        tests.add(DynamicTest.dynamicTest(vector.get("name").asText(), () -> check(vector)));
      }
      return tests.stream();
    }
  }

  private static void check(JsonNode vector) throws Exception {
    for (JsonNode step : vector.get("steps")) {
      String body = step.get("body").asText();
      Optional<RevisionId> parent =
          step.get("parent").isNull()
              ? Optional.empty()
              : Optional.of(RevisionId.parse(step.get("parent").asText()));
      boolean deleted = step.get("deleted").asBoolean();
      List<AttachmentSummary> attachments = attachments(step);
      JsonBody read = JsonBody.parse(body);
      JsonBody stored = JsonBody.stored(read.bytes());
      String expected = step.get("rev").asText();
      assertEquals(expected, RevisionHash.next(parent, deleted, read, attachments).toString());
      assertEquals(expected, RevisionHash.next(parent, deleted, read, attachments).toString());
      assertEquals(expected, RevisionHash.next(parent, deleted, stored, attachments).toString());
    }
  }

  private static List<AttachmentSummary> attachments(JsonNode step)
      throws IOException, NoSuchAlgorithmException {
    List<AttachmentSummary> attachments = new ArrayList<>();
    for (JsonNode attachment : step.path("attachments")) {
      String type = attachment.get("content_type").asText();
      byte[] data = attachment.get("data").binaryValue();
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      if (AttachmentEncoding.of(type) == AttachmentEncoding.GZIP) {
        try (GzipEncoder gzip = new GzipEncoder()) {
          md5.update(gzip.update(data, 0, data.length));
          md5.update(gzip.finish());
        }
      } else {
        md5.update(data);
      }
      String name = attachment.get("name").asText();
      attachments.add(new AttachmentSummary(name, type, md5.digest()));
    }
    return attachments;
  }
}
