package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;

/**
 * A log that is there.
 *
 * @param number which stands for it in keys
 * @param head the sequence number of its newest operation, which is there
 */
public record LogRecord(int number, long head) {
  public static LogRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new LogRecord((int) in.number(), in.number());
  }

  public byte[] encode() {
    return new ByteWriter(10).number(number).number(head).toBytes();
  }
}
