package dev.couchgrass.server.options;

import java.util.Set;

/**
 * Which web pages of other origins may talk to the server.
 *
 * @param origins such as {@code https://app.example.com}; compared as they are
 * @param any every origin, but then browsers send no cookies
 */
public record Cors(Set<String> origins, boolean any) {
  /** None. */
  public static final Cors NONE = new Cors(Set.of(), false);

  /** Every origin, without cookies. */
  public static final Cors ANY = new Cors(Set.of(), true);

  public Cors {
    origins = Set.copyOf(origins);
    if (origins.contains("*")) {
      throw new IllegalArgumentException("The origin * is Cors.ANY, and allows no cookies");
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
