package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.json.JsonBody;

/** A local document without its id. */
public record LocalRecord(long revision, JsonBody body) {
  public static LocalRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new LocalRecord(in.number(), JsonBody.stored(in.rest()));
  }

  public byte[] encode() {
    byte[] json = body.bytes();
    return new ByteWriter(10 + json.length).number(revision).rest(json).toBytes();
  }
}
