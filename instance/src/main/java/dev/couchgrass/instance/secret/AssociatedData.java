package dev.couchgrass.instance.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * What a sealed box is bound to, as bytes: its purpose, then whatever else has to be the same when
 * it is opened, each after its length in 4 bytes. So no two differ only in where a part ends.
 */
final class AssociatedData {
  private AssociatedData() {}

  static byte[] of(String purpose, byte[]... parts) {
    byte[] first = purpose.getBytes(UTF_8);
    int length = Integer.BYTES + first.length;
    for (byte[] part : parts) {
      length += Integer.BYTES + part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    all.putInt(first.length).put(first);
    for (byte[] part : parts) {
      all.putInt(part.length).put(part);
    }
    return all.array();
  }
}
