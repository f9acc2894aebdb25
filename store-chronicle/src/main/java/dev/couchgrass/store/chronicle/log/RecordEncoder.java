package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.engine.Batch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Encodes batches as records, one behind another, into a buffer that is used again. */
final class RecordEncoder {
  /** A buffer that grew longer than this is not kept. */
  private static final int KEPT = 4 << 20;

  private byte[] buffer = new byte[64 << 10];
  private int length;

  /** How many bytes the batch's record would take: more than an {@code int} is refused. */
  static int bodyLength(Batch batch) {
    long length = 0;
    for (Batch.Change change : batch.changes()) {
      int key = change.key().length;
      length += Varint.length(key) + key;
      if (change.value().isPresent()) {
        int value = change.value().get().length;
        length += Varint.length(value + 1) + value + 4L;
      } else {
        length++;
      }
    }
    if (length > RecordHeader.MOST_BODY) {
      throw new IllegalArgumentException("A batch is longer than 1 GiB");
    }
    return (int) length;
  }

  void clear() {
    if (buffer.length > KEPT) {
      buffer = new byte[KEPT];
    }
    length = 0;
  }

  /** Makes room once for all that is to come, so that nothing is copied on the way. */
  void reserve(List<Batch> batches) {
    long total = 0;
    for (Batch batch : batches) {
      total += RecordHeader.LENGTH + bodyLength(batch);
    }
    if (total > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException("Batches are longer than 2 GiB together");
    }
    if (total > buffer.length - length) {
      buffer = Arrays.copyOf(buffer, (int) Math.max(length + total, Math.min(KEPT, 2L * length)));
    }
  }

  /**
   * Adds a batch's record; room for it was {@linkplain #reserve reserved}.
   *
   * @param segment at whose end the buffer will be written
   * @param places takes where in the file the changes' values are, -1 for deletions
   * @param from the index in {@code places} of the first change
   * @return behind the record
   */
  LogPosition add(Batch batch, ActiveSegment segment, long commit, long[] places, int from) {
    long offset = segment.end();
    int start = length;
    int at = start + RecordHeader.LENGTH;
    int place = from;
    for (Batch.Change change : batch.changes()) {
      byte[] key = change.key();
      byte[] value = change.value().orElse(null);
      at = Varint.write(key.length, buffer, at);
      at = Varint.write(value == null ? 0 : value.length + 1, buffer, at);
      System.arraycopy(key, 0, buffer, at, key.length);
      at += key.length;
      if (value == null) {
        places[place++] = -1;
        continue;
      }
      places[place++] = offset + at;
      System.arraycopy(value, 0, buffer, at, value.length);
      // Key and value lie side by side: one pass over both.
      int checksum = Checksums.of(buffer, at - key.length, key.length + value.length);
      at += value.length;
      ByteBuffer.wrap(buffer).putInt(at, checksum);
      at += 4;
    }
    int body = at - start - RecordHeader.LENGTH;
    int bodyChecksum = Checksums.of(buffer, start + RecordHeader.LENGTH, body);
    new RecordHeader(RecordHeader.COMMIT, body, bodyChecksum, commit, segment.synced())
        .write(buffer, start, segment.header(), offset + start);
    length = at;
    return new LogPosition(
        segment.header().number(),
        offset + start,
        offset + at,
        commit,
        RecordHeader.checksum(buffer, start));
  }

  byte[] buffer() {
    return buffer;
  }

  int length() {
    return length;
  }
}
