package dev.couchgrass.core.json;

/**
 * A value within a text that was read over once, to be read again; see {@link JsonReader#slice}.
 */
public final class JsonSlice {
  private final byte[] in;
  private final int from;
  private final int to;
  private final JsonLimits limits;

  JsonSlice(byte[] in, int from, int to, JsonLimits limits) {
    this.in = in;
    this.from = from;
    this.to = to;
    this.limits = limits;
  }

  /** A new reader of the value alone. */
  public JsonReader reader() {
    return JsonReader.again(in, from, to, limits);
  }
}
