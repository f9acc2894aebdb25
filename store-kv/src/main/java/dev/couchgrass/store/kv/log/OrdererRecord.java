package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import dev.couchgrass.store.operation.OrdererCounts;

/**
 * An orderer that is there.
 *
 * @param number which stands for it in keys
 * @param lastPlace in the queue that was given out
 */
public record OrdererRecord(int number, long lastPlace, OrdererCounts counts) {
  public static OrdererRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new OrdererRecord(
        (int) in.number(),
        in.number(),
        new OrdererCounts(in.number(), in.number(), in.number(), in.number()));
  }

  public byte[] encode() {
    return new ByteWriter(32)
        .number(number)
        .number(lastPlace)
        .number(counts.pending())
        .number(counts.ready())
        .number(counts.taken())
        .number(counts.done())
        .toBytes();
  }
}
