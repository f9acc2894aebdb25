package dev.couchgrass.store.chronicle.disk;

import java.util.Random;

/**
 * What a loss of power takes of what was not synced.
 *
 * @param keptPercent how likely each change is to be on disk all the same, whatever its order
 * @param tornPercent how likely a write that is there is so only in part
 * @param sector how many bytes reach the disk whole or not at all
 */
public record Loss(int keptPercent, int tornPercent, int sector) {
  /** Nothing that was not synced is there. */
  public static final Loss EVERYTHING = new Loss(0, 0, 512);

  /** All of it is. */
  public static final Loss NOTHING = new Loss(100, 0, 512);

  /** Some of it is, in sectors of 512 bytes. */
  public static final Loss SECTORS = new Loss(60, 60, 512);

  /** Some of it is, in pages of 4 KiB. */
  public static final Loss PAGES = new Loss(60, 60, 4096);

  /** All writes are, but torn. */
  public static final Loss TORN = new Loss(100, 100, 512);

  boolean keeps(Random choices) {
    return choices.nextInt(100) < keptPercent;
  }

  boolean tears(Random choices) {
    return choices.nextInt(100) < tornPercent;
  }
}
