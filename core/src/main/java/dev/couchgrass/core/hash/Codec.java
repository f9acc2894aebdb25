package dev.couchgrass.core.hash;

/** What the bytes are that a {@link Cid} was made of, with its number in the multicodec table. */
public enum Codec {
  /** Bytes that mean nothing to whoever only addresses them. */
  RAW(0x55),
  /** Canonical CBOR with links. */
  DAG_CBOR(0x71);

  private final int code;

  Codec(int code) {
    this.code = code;
  }

  /** The number in the multicodec table; of these, each takes one byte. */
  public int code() {
    return code;
  }
}
