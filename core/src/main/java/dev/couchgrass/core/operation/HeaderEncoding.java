package dev.couchgrass.core.operation;

import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.key.Signature;
import java.util.Optional;

/** The bytes of a header: its elements by their places; what is not there has none. */
final class HeaderEncoding {
  /** Version, author, size of the body, sequence number. */
  private static final int ALWAYS = 4;

  private HeaderEncoding() {}

  /** The header's bytes; without a signature, those that are signed. */
  static byte[] encode(HeaderFields fields, Optional<Signature> signature) {
    CborWriter out = new CborWriter();
    out.beginList(count(fields, signature));
    out.integer(fields.version());
    out.bytes(fields.author().bytes());
    signature.ifPresent(value -> out.bytes(value.bytes()));
    out.integer(fields.payloadSize());
    fields.payloadHash().ifPresent(hash -> out.bytes(hash.bytes()));
    fields.timestamp().ifPresent(out::integer);
    out.integer(fields.sequenceNumber());
    fields.backlink().ifPresent(hash -> out.bytes(hash.bytes()));
    if (fields.extensions().isPresent()) {
      out.encoded(fields.extensions().get().rawBytes());
    } else if (fields.timestamp().isPresent()) {
      out.nil();
    }
    return out.toByteArray();
  }

  private static int count(HeaderFields fields, Optional<Signature> signature) {
    // A header with a timestamp always has a place for extensions.
    boolean stamped = fields.timestamp().isPresent();
    return ALWAYS
        + one(signature.isPresent())
        + one(fields.payloadHash().isPresent())
        + one(stamped)
        + one(fields.backlink().isPresent())
        + one(stamped || fields.extensions().isPresent());
  }

  private static int one(boolean present) {
    return present ? 1 : 0;
  }
}
