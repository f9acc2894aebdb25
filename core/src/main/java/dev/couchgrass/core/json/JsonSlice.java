package dev.couchgrass.core.json;

import java.util.Arrays;
import java.util.function.Function;

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

  /** The value as it is written, in a new array. */
  public byte[] bytes() {
    return Arrays.copyOfRange(in, from, to);
  }

  /** What {@code reading} makes of a new reader of the value alone, which it must not keep. */
  public <T> T read(Function<JsonReader, T> reading) {
    JsonReader reader = JsonReader.again(in, from, to, limits);
    try {
      return reading.apply(reader);
    } finally {
      reader.tokens().close();
    }
  }
}
