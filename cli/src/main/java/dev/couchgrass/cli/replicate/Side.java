package dev.couchgrass.cli.replicate;

import dev.couchgrass.cli.client.Address;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.store.DatabaseName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A database as it is named on the command line. */
public sealed interface Side {
  DatabaseName database();

  /** One of a server. */
  record OnServer(Address server, DatabaseName database) implements Side {}

  /** One in a folder that no server has open. */
  record InFolder(Path folder, DatabaseName database) implements Side {}

  /**
   * Reads {@code NAME}, a URL that ends in a name, or {@code file:FOLDER/NAME}. In the latter two
   * the name is percent-encoded: a slash in it is {@code %2F}.
   *
   * @param usual where a name alone is
   * @param known tells of an address who asks there
   * @throws IllegalArgumentException if it is none of these, in words
   */
  static Side parse(String text, Address usual, UnaryOperator<Address> known) {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      int slash = lastSlash(text);
      Address server = known.apply(Address.parse(text.substring(0, slash)));
      return new OnServer(server, name(text.substring(slash + 1)));
    }
    if (text.startsWith("file:")) {
      String path = text.substring("file:".length());
      int slash = lastSlash(path);
      return new InFolder(folder(path.substring(0, slash)), name(path.substring(slash + 1)));
    }
    return new OnServer(usual, name(text.replace("%", "%25")));
  }

  private static int lastSlash(String text) {
    int slash = text.lastIndexOf('/');
    if (slash <= 0 || slash == text.length() - 1 || text.charAt(slash - 1) == '/') {
      throw new IllegalArgumentException("A URL or a file: ends in a slash and a database's name");
    }
    return slash;
  }

  private static DatabaseName name(String encoded) {
    try {
      return new DatabaseName(
          URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (InvalidInputException e) {
      throw new IllegalArgumentException("Not the name of a database: " + encoded, e);
    }
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("Not the name of a folder: " + text, e);
    }
  }
}
