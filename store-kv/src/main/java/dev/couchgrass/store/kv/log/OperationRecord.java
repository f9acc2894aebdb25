package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import dev.couchgrass.store.operation.LogSize;

/**
 * Where an operation stands.
 *
 * @param log the number of its log
 * @param before what the log had before it, all bodies counted that headers announced, there or
 *     not, so that how much a range has is a difference of two
 */
public record OperationRecord(int log, long sequenceNumber, LogSize before) {
  public static OperationRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new OperationRecord((int) in.number(), in.number(), sizeOf(in));
  }

  public byte[] encode() {
    return write(new ByteWriter(24).number(log).number(sequenceNumber), before).toBytes();
  }

  public static LogSize sizeOf(ByteReader in) {
    return new LogSize(in.number(), in.number(), in.number());
  }

  static ByteWriter write(ByteWriter out, LogSize size) {
    return out.number(size.operations()).number(size.headerBytes()).number(size.bodyBytes());
  }
}
