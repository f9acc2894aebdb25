package dev.couchgrass.store;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.Set;

/**
 * The name of a database, valid by CouchDB's rules: lower-case letters, digits and {@code _$()+-/},
 * beginning with a letter, or one of the system databases. At most {@value #MAX_LENGTH} characters.
 */
public record DatabaseName(String value) implements Comparable<DatabaseName> {
  /** The longest name accepted, in characters, as in CouchDB. */
  public static final int MAX_LENGTH = 238;

  private static final String PUNCTUATION = "_$()+/-";

  /** In CouchDB's words. */
  private static final String RULES =
      "'. Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -,"
          + " and / are allowed. Must begin with a letter.";

  private static final Set<String> SYSTEM = Set.of("_users", "_replicator", "_global_changes");

  public DatabaseName {
    if (!SYSTEM.contains(value) && !isValid(value)) {
      throw new InvalidInputException(Problem.ILLEGAL_DATABASE_NAME, "Name: ", "'" + value + RULES);
    }
    if (value.length() > MAX_LENGTH) {
      throw new InvalidInputException(
          Problem.ILLEGAL_DATABASE_NAME, "Database name too long: ", value);
    }
  }

  private static boolean isValid(String value) {
    return !value.isEmpty()
        && isLetter(value.charAt(0))
        && value.chars().allMatch(c -> isLetter(c) || isDigit(c) || PUNCTUATION.indexOf(c) >= 0);
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Whether this is one of the databases that the server itself keeps. */
  public boolean isSystem() {
    return value.charAt(0) == '_';
  }

  @Override
  public int compareTo(DatabaseName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
