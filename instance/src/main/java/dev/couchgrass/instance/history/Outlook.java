package dev.couchgrass.instance.history;

import java.util.OptionalLong;

/**
 * What a database waits for that can't come into it by itself.
 *
 * @param elsewhere whether something waits for what other databases bring
 * @param due when the time comes for the first of what came too early, in milliseconds since 1970
 */
public record Outlook(boolean elsewhere, OptionalLong due) {
  /** Nothing. */
  public static final Outlook NONE = new Outlook(false, OptionalLong.empty());
}
