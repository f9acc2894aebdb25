package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;

/**
 * A cursor that is there.
 *
 * @param number which stands for it in keys
 * @param logs how many it has heights of
 */
public record CursorRecord(int number, int logs) {
  public static CursorRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new CursorRecord((int) in.number(), (int) in.number());
  }

  public byte[] encode() {
    return new ByteWriter(10).number(number).number(logs).toBytes();
  }
}
