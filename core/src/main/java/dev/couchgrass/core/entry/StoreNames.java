package dev.couchgrass.core.entry;

/** The names of stores that mean something to the database itself. */
public final class StoreNames {
  /** Marks the root of a database: no other entry takes part in it. */
  public static final String ROOT = "_root";

  /** The settings, and in them who may do what. */
  public static final String SETTINGS = "_settings";

  /** Which stores there are, and their kinds. */
  public static final String INDEX = "_index";

  private StoreNames() {}

  /** Whether a store is the database's own: it begins with an underscore. */
  public static boolean isSystem(String name) {
    return name.startsWith("_");
  }
}
