package dev.couchgrass.store.http;

import dev.couchgrass.conformance.StorageConformance;
import dev.couchgrass.conformance.home.SharedHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpLimits;
import dev.couchgrass.store.http.options.HttpOptions;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.opentest4j.TestAbortedException;

/**
 * Over whatever server two system properties name: {@value #URL}, and {@value #CREDENTIALS} as
 * {@code user:password} where it wants some. What else is on that server is not touched.
 */
@EnabledIfSystemProperty(
    named = AnyServerConformance.URL,
    matches = ".+",
    disabledReason = AnyServerConformance.NO_SERVER)
class AnyServerConformance extends StorageConformance {
  static final String URL = "couchgrass.server.url";
  static final String CREDENTIALS = "couchgrass.server.credentials";
  static final String NO_SERVER = "-D" + URL + "=http://... names a server to be held to the suite";

  private static final Random RANDOM = new Random();

  /** As many feeds as the kit opens at a time. */
  private static final HttpLimits LIMITS = HttpLimits.DEFAULTS.withStreams(1_100);

  /** Properties are asked even where the class is switched off: jqwik does not know the switch. */
  @Override
  protected StorageHome storage() {
    String url = given(URL).orElseThrow(() -> new TestAbortedException(NO_SERVER));
    HttpOptions options =
        HttpOptions.of(url).withLimits(LIMITS).withAuthentication(authentication());
    return SharedHome.in(vertx -> HttpStorage.open(vertx, options), RANDOM);
  }

  private static HttpAuthentication authentication() {
    return given(CREDENTIALS).map(AnyServerConformance::basic).orElse(HttpAuthentication.NONE);
  }

  /** What is given is not told: it is a password. */
  private static HttpAuthentication basic(String given) {
    int colon = given.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(CREDENTIALS + " is user:password");
    }
    return new HttpAuthentication.Basic(given.substring(0, colon), given.substring(colon + 1));
  }

  private static Optional<String> given(String property) {
    return Optional.ofNullable(System.getProperty(property)).filter(value -> !value.isBlank());
  }
}
