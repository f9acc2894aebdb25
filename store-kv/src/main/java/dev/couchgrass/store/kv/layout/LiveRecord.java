package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.revision.RevisionId;
import java.util.Optional;

/**
 * The winner of a document that is not deleted, and the number of its body.
 *
 * @param inlined the body itself, if it is kept here and nowhere else: a short one without
 *     attachments, so that a read of the document needs no more, and a listing passes over little
 */
public record LiveRecord(RevisionId winner, long body, Optional<BodyRecord> inlined) {
  /** How long a body may be that is kept here. */
  public static final int MAX_INLINED_BYTES = 1024;

  private static final byte[] NOTHING = {};

  public static LiveRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new LiveRecord(
        in.revision(),
        in.number(),
        in.ended() ? Optional.empty() : Optional.of(BodyRecord.read(in)));
  }

  public byte[] encode() {
    byte[] rest = inlined.map(BodyRecord::encode).orElse(NOTHING);
    return new ByteWriter(32 + rest.length).revision(winner).number(body).rest(rest).toBytes();
  }
}
