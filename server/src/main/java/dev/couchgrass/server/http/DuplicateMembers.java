package dev.couchgrass.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * Refuses JSON whose objects have a member twice. Elsewhere the last one counts, but where a
 * document grants rights, nothing may depend on who reads it how.
 */
final class DuplicateMembers {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(100_000)
                  .build())
          .build();

  private DuplicateMembers() {}

  static Buffer refuse(Buffer json) {
    try (JsonParser parser = FACTORY.createParser(json.getBytes())) {
      while (parser.nextToken() != null) {
        // Reading is enough.
      }
      return json;
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      throw HttpFailure.badRequest(
          reason.startsWith("Duplicate field")
              ? "Duplicate members are not allowed here."
              : "invalid UTF-8 JSON");
    }
  }
}
