package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;

/**
 * A document's newest change: all that a feed tells, so that reading one needs no document.
 *
 * @param deleted whether the winner is a tombstone
 * @param leaves the winner first
 * @param body the number of the winner's body
 */
public record ChangeRecord(DocumentId id, boolean deleted, List<RevisionId> leaves, long body) {
  public static ChangeRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    boolean deleted = in.octet() != 0;
    DocumentId id = new DocumentId(in.text());
    long body = in.number();
    int count = in.count();
    List<RevisionId> leaves = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      leaves.add(in.revision());
    }
    return new ChangeRecord(id, deleted, leaves, body);
  }

  public byte[] encode() {
    ByteWriter out =
        new ByteWriter(64)
            .octet(deleted ? 1 : 0)
            .text(id.value())
            .number(body)
            .number(leaves.size());
    leaves.forEach(out::revision);
    return out.toBytes();
  }
}
