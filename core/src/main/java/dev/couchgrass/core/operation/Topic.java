package dev.couchgrass.core.operation;

import dev.couchgrass.core.hash.Hash;
import java.util.random.RandomGenerator;

/**
 * What logs are gathered under, so that peers exchange those that both care for: 32 bytes, written
 * as 64 hexadecimal digits in lower case, ordered by its unsigned bytes.
 *
 * <p>Whoever knows a topic can ask for its logs: a secret one is random, and is told to nobody
 * else.
 */
public record Topic(Hash value) implements Comparable<Topic> {
  /** How many bytes a topic has. */
  public static final int BYTES = Hash.BYTES;

  /**
   * A topic that nobody else has.
   *
   * @param random one that nobody can guess, such as {@link java.security.SecureRandom}
   */
  public static Topic random(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return ofBytes(bytes);
  }

  /**
   * The topic that these bytes are, which are copied.
   *
   * @throws dev.couchgrass.core.InvalidInputException if there are not 32
   */
  public static Topic ofBytes(byte[] bytes) {
    return new Topic(Hash.ofBytes(bytes));
  }

  /**
   * Reads 64 hexadecimal digits in lower case.
   *
   * @throws dev.couchgrass.core.InvalidInputException if the text has another form
   */
  public static Topic parse(String text) {
    return new Topic(Hash.parse(text));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return value.bytes();
  }

  /** The id for a log of this topic, from which nobody learns the topic: its hash. */
  public LogId logId() {
    return LogId.of(Hash.of(value.bytes()));
  }

  @Override
  public int compareTo(Topic other) {
    return value.compareTo(other.value);
  }

  /** The digits. */
  @Override
  public String toString() {
    return value.toString();
  }
}
