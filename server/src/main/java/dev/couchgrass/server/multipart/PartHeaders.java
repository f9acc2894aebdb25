package dev.couchgrass.server.multipart;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The headers of a part.
 *
 * @param fields by their names in lower case; of equal names the first one counts
 */
public record PartHeaders(Map<String, String> fields) {
  public PartHeaders {
    fields = Map.copyOf(fields);
  }

  /** Reads lines that CR LF end; lines without a colon are refused. */
  static PartHeaders parse(byte[] block) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : new String(block, StandardCharsets.UTF_8).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (line.isEmpty()) {
        continue;
      }
      if (colon < 1) {
        throw MultipartScanner.malformed("A part has a malformed header");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      fields.putIfAbsent(name, line.substring(colon + 1).strip());
    }
    return new PartHeaders(fields);
  }

  /** A header, by its name in lower case. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The media type; empty if the part does not say. */
  public Optional<MediaType> contentType() {
    return field("content-type").map(MediaType::parse);
  }

  /** The name that {@code Content-Disposition} gives the part. */
  public Optional<String> fileName() {
    return field("content-disposition")
        .flatMap(value -> MediaType.parse(value).parameter("filename"));
  }
}
