package dev.couchgrass.instance.form;

import java.util.Base64;
import java.util.Optional;

/** Bytes as base64 text, with the standard alphabet and padding. */
public final class Base64Text {
  private Base64Text() {}

  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes, also of a text that {@link #encode} would spell otherwise; empty if of none. */
  public static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
