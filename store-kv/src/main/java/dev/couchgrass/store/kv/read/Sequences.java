package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.UpdateSequence;

/**
 * How a database writes its update sequences: the number, a dash, and the database's instance. One
 * that was given by another instance, say before the database was deleted and made again, means the
 * start: a reader would otherwise miss what it never saw.
 */
public final class Sequences {
  private static final int INSTANCE_CHARACTERS = 12;
  private static final int MAX_DIGITS = 18;

  private final String suffix;

  public Sequences(String instance) {
    this.suffix = "-" + instance.replace("-", "").substring(0, INSTANCE_CHARACTERS);
  }

  public UpdateSequence write(long number) {
    return new UpdateSequence(number + suffix);
  }

  /**
   * Reads a sequence; a plain number is taken as this instance's.
   *
   * @param newest what {@link UpdateSequence#NOW} stands for
   * @throws StoreException {@code BAD_REQUEST}
   */
  public long read(UpdateSequence sequence, long newest) {
    if (sequence.equals(UpdateSequence.NOW)) {
      return newest;
    }
    String token = sequence.token();
    int dash = token.indexOf('-');
    String number = dash < 0 ? token : token.substring(0, dash);
    if (number.isEmpty()
        || number.length() > MAX_DIGITS
        || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new StoreException(
          ErrorCode.BAD_REQUEST, "Malformed sequence supplied in 'since' parameter.");
    }
    return dash < 0 || token.substring(dash).equals(suffix) ? Long.parseLong(number) : 0;
  }
}
