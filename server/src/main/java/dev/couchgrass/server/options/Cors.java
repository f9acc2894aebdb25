package dev.couchgrass.server.options;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which web pages of other origins may talk to the server.
 *
 * @param origins such as {@code https://app.example.com}, as browsers write them: scheme and host
 *     in small letters, a port if it is not the scheme's usual one, no path; compared as they are
 * @param any every origin, but then browsers send no cookies
 */
public record Cors(Set<String> origins, boolean any) {
  /** None. */
  public static final Cors NONE = new Cors(Set.of(), false);

  /** Every origin, without cookies. */
  public static final Cors ANY = new Cors(Set.of(), true);

  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:\\d{1,5})?");

  public Cors {
    origins = Set.copyOf(origins);
    if (origins.contains("*")) {
      throw new IllegalArgumentException("The origin * is Cors.ANY, and allows no cookies");
    }
    if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      throw new IllegalArgumentException("An origin must look like https://app.example.com");
    }
  }

  /** These origins, with cookies. */
  public static Cors of(String... origins) {
    return new Cors(Set.of(origins), false);
  }

  public boolean enabled() {
    return any || !origins.isEmpty();
  }

  public boolean allows(String origin) {
    return any || origins.contains(origin);
  }
}
