package dev.couchgrass.instance.database;

import java.security.SecureRandom;
import java.util.Random;

/** Draws the same each time, so that what failed once fails again. */
final class SameRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final Random random = new Random(42);

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }

  @Override
  public long nextLong() {
    return random.nextLong();
  }

  @Override
  public int nextInt() {
    return random.nextInt();
  }
}
