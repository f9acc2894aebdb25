package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A password: the UTF-8 of its text in Unicode's normal form C, so that it does not matter how a
 * keyboard spells an accent.
 *
 * <p>Closing it overwrites the bytes; then it opens nothing more. It never shows them, and has no
 * equality. Several threads may use it.
 */
public final class Password implements AutoCloseable {
  /** The longest text, in UTF-16 units as given. */
  public static final int MAX_LENGTH = 4_096;

  /** Text of what comes before this is in normal form C already. */
  private static final char FIRST_COMBINING = '\u0300';

  private static final int MAX_BYTES_PER_UNIT = 3;

  private final SecretBytes utf8;

  private Password(SecretBytes utf8) {
    this.utf8 = utf8;
  }

  /**
   * The password of some text, which is copied: the caller overwrites its own.
   *
   * <p>If the text has nothing beyond U+02FF, no copy is left. Else the runtime makes some to bring
   * it in normal form, which stay until the garbage collector takes them.
   *
   * @throws InvalidInputException if the text is empty, longer than {@link #MAX_LENGTH}, or not
   *     well-formed Unicode; it is not in the message
   */
  public static Password of(char[] text) {
    if (text.length > MAX_LENGTH) {
      throw new InvalidInputException(Problem.TOO_LARGE, "The password is too long");
    }
    if (text.length == 0) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "The password is empty");
    }
    char[] normal = inNormalForm(text);
    try {
      return new Password(encode(normal));
    } finally {
      Arrays.fill(normal, '\0');
    }
  }

  /**
   * As {@link #of(char[])}, of a text that can't be overwritten: prefer an array.
   *
   * @throws InvalidInputException as that does
   */
  public static Password of(String text) {
    char[] copy = text.toCharArray();
    try {
      return of(copy);
    } finally {
      Arrays.fill(copy, '\0');
    }
  }

  private static char[] inNormalForm(char[] text) {
    for (char c : text) {
      if (c >= FIRST_COMBINING) {
        return Normalizer.normalize(CharBuffer.wrap(text), Normalizer.Form.NFC).toCharArray();
      }
    }
    return text.clone();
  }

  private static SecretBytes encode(char[] text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length * MAX_BYTES_PER_UNIT);
    try {
      if (StandardCharsets.UTF_8
          .newEncoder()
          .encode(CharBuffer.wrap(text), bytes, true)
          .isError()) {
        throw new InvalidInputException(Problem.BAD_REQUEST, "The password is not valid Unicode");
      }
      return SecretBytes.ofOwned(Arrays.copyOf(bytes.array(), bytes.position()));
    } finally {
      Arrays.fill(bytes.array(), (byte) 0);
    }
  }

  /** The bytes, in a copy that the caller closes. */
  SecretBytes utf8() {
    return utf8.copy();
  }

  /** Whether the bytes were overwritten. */
  public boolean isClosed() {
    return utf8.isClosed();
  }

  /** Overwrites the bytes. Closing again does nothing. */
  @Override
  public void close() {
    utf8.close();
  }

  @Override
  public String toString() {
    return "Password[redacted]";
  }
}
