package dev.couchgrass.cli;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.instance.secret.Password;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** Where passwords come from: a file, standard input, or whoever sits at the terminal. */
record PasswordInput(Terminal terminal) {
  private static final String STANDARD_INPUT = "-";
  private static final int MOST_BYTES = 4 * Password.MAX_LENGTH;

  /** The password in a file, without the line break at its end. */
  Password read(String file) throws IOException {
    byte[] bytes = bytes(file);
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      try {
        return password(() -> Password.of(Arrays.copyOf(text.array(), length(text))));
      } finally {
        Arrays.fill(text.array(), '\0');
      }
    } catch (CharacterCodingException e) {
      throw CommandException.usage("the password's file is no text in UTF-8");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private byte[] bytes(String file) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return terminal.in().readNBytes(MOST_BYTES + 1);
    }
    try (InputStream in = terminal.files().open(file)) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  private static int length(CharBuffer text) {
    int length = text.limit();
    length -= length > 0 && text.get(length - 1) == '\n' ? 1 : 0;
    length -= length > 0 && length < text.limit() && text.get(length - 1) == '\r' ? 1 : 0;
    return length;
  }

  private static Password password(Supplier<Password> making) {
    try {
      return making.get();
    } catch (InvalidInputException e) {
      throw CommandException.usage(e.reason());
    }
  }

  /** The password that somebody types, once. */
  Password ask(String question, String instead) {
    char[] typed = typed(question, instead);
    try {
      return password(() -> Password.of(typed));
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  private char[] typed(String question, String instead) {
    return terminal
        .prompt()
        .secret(question)
        .orElseThrow(() -> CommandException.usage("nobody is there to ask; " + instead));
  }

  /** A new password, which is typed twice. */
  Password askNew(String name, String instead) {
    char[] first = typed("New password of " + name + ": ", instead);
    char[] second = {};
    try {
      second = typed("The same again: ", instead);
      if (!Arrays.equals(first, second)) {
        throw CommandException.failed("the two passwords are not the same; nothing was done");
      }
      return password(() -> Password.of(first));
    } finally {
      Arrays.fill(first, '\0');
      Arrays.fill(second, '\0');
    }
  }
}
