package dev.couchgrass.cli.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Documents that travel together. */
record Batch(List<Draft> documents) {
  private static final byte[] PLAIN = "{\"docs\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] REPLICATED =
      "{\"new_edits\":false,\"docs\":[".getBytes(StandardCharsets.UTF_8);

  Batch {
    documents = List.copyOf(documents);
  }

  int size() {
    return documents.size();
  }

  /** The body of {@code _bulk_docs}. */
  byte[] body(boolean keepRevisions) {
    int size = documents.stream().mapToInt(document -> document.json().length + 1).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream(size + REPLICATED.length + 2);
    out.writeBytes(keepRevisions ? REPLICATED : PLAIN);
    for (int i = 0; i < documents.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(documents.get(i).json());
    }
    out.write(']');
    out.write('}');
    return out.toByteArray();
  }

  Batch firstHalf() {
    return new Batch(documents.subList(0, size() / 2));
  }

  Batch secondHalf() {
    return new Batch(documents.subList(size() / 2, size()));
  }
}
