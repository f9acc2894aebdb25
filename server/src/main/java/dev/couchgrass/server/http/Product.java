package dev.couchgrass.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the server says of itself. */
public final class Product {
  /** The CouchDB whose API this is: clients look at this number to learn what a server can do. */
  public static final String COUCHDB_VERSION = "3.5.0";

  /** Couchgrass's own version, which the build writes beside this class. */
  public static final String VERSION = version();

  /** Begins as CouchDB's does, since clients look there for its version too. */
  static final String SERVER = "CouchDB/" + COUCHDB_VERSION + " (Couchgrass/" + VERSION + ')';

  private Product() {}

  private static String version() {
    try (InputStream text = Product.class.getResourceAsStream("version.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
