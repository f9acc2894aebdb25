package dev.couchgrass.store.http;

import dev.couchgrass.conformance.StorageConformance;
import dev.couchgrass.conformance.home.SharedHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpLimits;
import dev.couchgrass.store.http.options.HttpOptions;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Over whatever server two system properties name: {@value #URL}, and {@value #CREDENTIALS} as
 * {@code user:password} where it wants some. What else is on that server is not touched.
 */
@EnabledIfSystemProperty(
    named = AnyServerConformance.URL,
    matches = ".+",
    disabledReason = AnyServerConformance.NO_SERVER)
@AddLifecycleHook(AnyServerConformance.Switch.class)
class AnyServerConformance extends StorageConformance {
  static final String URL = "couchgrass.server.url";
  static final String CREDENTIALS = "couchgrass.server.credentials";
  static final String NO_SERVER = "-D" + URL + "=http://... names a server to be held to the suite";

  private static final Random RANDOM = new Random();

  /** As many feeds as the kit opens at a time. */
  private static final HttpLimits LIMITS = HttpLimits.DEFAULTS.withStreams(1_100);

  /** What switches properties off: jqwik does not know JUnit's switch. */
  static final class Switch implements SkipExecutionHook {
    @Override
    public PropagationMode propagateTo() {
      return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return given(URL).isPresent() ? SkipResult.doNotSkip() : SkipResult.skip(NO_SERVER);
    }
  }

  @Override
  protected StorageHome storage() {
    String url = given(URL).orElseThrow();
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
