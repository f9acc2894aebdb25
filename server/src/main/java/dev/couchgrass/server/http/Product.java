package dev.couchgrass.server.http;

/** What the server says of itself. */
public final class Product {
  /** The CouchDB whose API this is: clients look at this number to learn what a server can do. */
  public static final String COUCHDB_VERSION = "3.5.0";

  /** Couchgrass's own version. */
  public static final String VERSION = "0.1.0";

  /** Begins as CouchDB's does, since clients look there for its version too. */
  static final String SERVER = "CouchDB/" + COUCHDB_VERSION + " (Couchgrass/" + VERSION + ')';

  private Product() {}
}
