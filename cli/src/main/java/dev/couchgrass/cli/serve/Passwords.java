package dev.couchgrass.cli.serve;

import java.util.random.RandomGenerator;

/** Makes passwords. */
public final class Passwords {
  /** No two that look alike; none that means something in a URL or a shell. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  /** 5 bits each. */
  private static final int LENGTH = 24;

  private Passwords() {}

  /** A password of 120 random bits. */
  public static String random(RandomGenerator random) {
    StringBuilder password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
