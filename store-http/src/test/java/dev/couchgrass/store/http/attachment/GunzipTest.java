package dev.couchgrass.store.http.attachment;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GunzipTest {
  private static final byte[] PLAIN =
      "couch grass ".repeat(20_000).getBytes(StandardCharsets.UTF_8);

  /** Bytes in pieces of a length. */
  private static Pieces cut(byte[] bytes, int length) {
    return new Pieces() {
      private int at;

      @Override
      public Future<Buffer> next() {
        int from = at;
        at = Math.min(bytes.length, from + length);
        return Future.succeededFuture(Buffer.buffer(Arrays.copyOfRange(bytes, from, at)));
      }

      @Override
      public void close() {
        at = bytes.length;
      }
    };
  }

  private static Future<Buffer> read(byte[] packed, int length) {
    return read(new Gunzip(cut(packed, length)), Buffer.buffer());
  }

  private static Future<Buffer> read(Pieces pieces, Buffer all) {
    return pieces
        .next()
        .compose(
            piece ->
                piece.length() == 0
                    ? Future.succeededFuture(all)
                    : read(pieces, all.appendBuffer(piece)));
  }

  private static byte[] joined(byte[]... parts) {
    Buffer all = Buffer.buffer();
    for (byte[] part : parts) {
      all.appendBytes(part);
    }
    return all.getBytes();
  }

  @Test
  void whateverItsPiecesTheWholeComesOut() {
    byte[] packed = Attachments.gzip(PLAIN);
    for (int length : new int[] {1, 7, 100, 65_536}) {
      assertArrayEquals(PLAIN, await(read(packed, length)).getBytes());
    }
  }

  @Test
  void membersFollowEachOther() {
    byte[] packed = joined(Attachments.gzip(PLAIN), Attachments.gzip(new byte[0]), named());
    for (int length : new int[] {1, 3, 1_000_000}) {
      assertArrayEquals(joined(PLAIN, new byte[] {1, 2}), await(read(packed, length)).getBytes());
    }
  }

  /** A member whose header has a field, a name, a comment and a checksum. */
  private static byte[] named() {
    byte[] plain = Attachments.gzip(new byte[] {1, 2});
    byte[] head = Arrays.copyOf(plain, 10);
    head[3] = 2 | 4 | 8 | 16;
    byte[] more = {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 0, 9, 9};
    return joined(head, more, Arrays.copyOfRange(plain, 10, plain.length));
  }

  @Test
  void whatIsDamagedOrBreaksOffFails() {
    byte[] packed = Attachments.gzip(Attachments.random(10_000));
    for (int length : new int[] {1, 9, packed.length / 2, packed.length - 1}) {
      assertFails(ErrorCode.STORE_FAILED, read(Arrays.copyOf(packed, length), 1_000));
    }
    for (int at : new int[] {0, 2, 5_000, packed.length - 8, packed.length - 1}) {
      byte[] damaged = packed.clone();
      damaged[at] = (byte) (damaged[at] ^ 0x40);
      assertFails(ErrorCode.STORE_FAILED, read(damaged, 1_000));
    }
    assertFails(ErrorCode.STORE_FAILED, read(new byte[0], 1));
    assertFails(ErrorCode.STORE_FAILED, read(joined(packed, new byte[] {1}), 1_000));
  }
}
