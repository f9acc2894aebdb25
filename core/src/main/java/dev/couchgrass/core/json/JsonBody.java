package dev.couchgrass.core.json;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object, as the compact UTF-8 bytes that arrived.
 *
 * <p>Members keep their order, numbers and strings their spelling ({@code 1.0}, {@code 1e5}, {@code
 * \u00e9}); only white space between tokens is gone. Of members with equal names, at any depth, the
 * last one stays, where it stood: CouchDB does the same. Two bodies are equal if their bytes are.
 */
public final class JsonBody {
  /** The object without members. */
  public static final JsonBody EMPTY = stored(new byte[] {'{', '}'});

  private final byte[] bytes;

  // Kept from reading until the first hash, since most bodies are hashed once and soon, if at all.
  private volatile byte @Nullable [] term;

  JsonBody(byte[] bytes, byte @Nullable [] term) {
    this.bytes = bytes;
    this.term = term;
  }

  /**
   * Reads an object.
   *
   * @throws InvalidInputException if it is malformed, no object, or beyond {@link
   *     JsonLimits#DEFAULTS}
   */
  public static JsonBody parse(byte[] json) {
    return parse(json, JsonLimits.DEFAULTS);
  }

  /**
   * Reads an object.
   *
   * @throws InvalidInputException if it is malformed, no object, or beyond the limits
   */
  public static JsonBody parse(byte[] json, JsonLimits limits) {
    JsonReader reader = new JsonReader(json, 0, json.length, limits);
    JsonBodyBuilder builder = copyOf(reader);
    reader.finish();
    return builder.build();
  }

  private static JsonBodyBuilder copyOf(JsonReader reader) {
    JsonBodyBuilder builder = new JsonBodyBuilder(true);
    builder.enterObject(reader);
    while (reader.nextMember()) {
      builder.copyMember();
    }
    return builder;
  }

  /** As {@link #parse(byte[])}, of the text's UTF-8 bytes. */
  public static JsonBody parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The body of bytes that were a body's before, such as those read back from a store: neither
   * checked nor copied.
   */
  public static JsonBody stored(byte[] trusted) {
    return new JsonBody(trusted, null);
  }

  /** The bytes themselves, not a copy: they must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  /** Feeds the body to {@code digest} in the form over which CouchDB hashes a revision. */
  public void feedTerm(MessageDigest digest) {
    byte[] known = term;
    if (known == null) {
      computeTerm().feed(digest);
    } else {
      digest.update(known);
      term = null;
    }
  }

  private ByteSink computeTerm() {
    return copyOf(new JsonReader(bytes, 0, bytes.length, JsonLimits.HIGHEST)).finishTerm();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonBody that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The JSON text. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
