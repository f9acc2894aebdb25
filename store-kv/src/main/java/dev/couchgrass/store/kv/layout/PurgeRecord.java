package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;

/** What one purge removed of one document. */
public record PurgeRecord(DocumentId id, List<RevisionId> revisions) {
  public static PurgeRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    DocumentId id = new DocumentId(in.text());
    int count = in.count();
    List<RevisionId> revisions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      revisions.add(in.revision());
    }
    return new PurgeRecord(id, revisions);
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(64).text(id.value()).number(revisions.size());
    revisions.forEach(out::revision);
    return out.toBytes();
  }
}
