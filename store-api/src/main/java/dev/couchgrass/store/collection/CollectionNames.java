package dev.couchgrass.store.collection;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The databases that collections are kept in: {@value #PREFIX} and the name, in which every byte of
 * its UTF-8 form that is no lower-case letter, digit, dash or underscore is written as a dollar
 * sign and two hexadecimal digits. Different names give different databases.
 */
final class CollectionNames {
  static final String PREFIX = "collection/";

  private static final char ESCAPE = '$';
  private static final HexFormat HEX = HexFormat.of();

  private CollectionNames() {}

  /**
   * The database of a collection.
   *
   * @throws StoreException {@code ILLEGAL_DATABASE_NAME} if there can be none
   */
  static DatabaseName database(String collection) {
    if (collection.isEmpty()) {
      throw illegal("The name of a collection must not be empty", "");
    }
    StringBuilder name = new StringBuilder(PREFIX);
    for (byte b : utf8(collection)) {
      if (plain(b)) {
        name.append((char) b);
      } else {
        name.append(ESCAPE).append(HEX.toHexDigits(b));
      }
    }
    if (name.length() > DatabaseName.MAX_LENGTH) {
      throw illegal("The name of a collection is too long: ", collection);
    }
    return new DatabaseName(name.toString());
  }

  /** The collection that a database keeps; empty if it keeps none. */
  static Optional<String> collection(DatabaseName database) {
    String name = database.value();
    if (!name.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      String collection = decode(name.substring(PREFIX.length()));
      // Somebody else's database may look like ours and yet be written as we never would.
      return database(collection).equals(database) ? Optional.of(collection) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException | StoreException notOurs) {
      return Optional.empty();
    }
  }

  private static String decode(String escaped) throws CharacterCodingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != ESCAPE) {
        bytes.write(c);
      } else if (i + 2 < escaped.length()) {
        bytes.write(HexFormat.fromHexDigits(escaped, i + 1, i + 3));
        i += 2;
      } else {
        throw new IllegalArgumentException("An escape is cut short");
      }
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes.toByteArray()))
        .toString();
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw illegal("The name of a collection must be well-formed Unicode", "");
    }
  }

  private static boolean plain(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
  }

  private static StoreException illegal(String message, String detail) {
    return new StoreException(ErrorCode.ILLEGAL_DATABASE_NAME, message, detail);
  }
}
