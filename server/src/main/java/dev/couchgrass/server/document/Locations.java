package dev.couchgrass.server.document;

import dev.couchgrass.server.http.Exchange;
import io.vertx.core.net.HostAndPort;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Addresses of what was written, for {@code Location}. */
public final class Locations {
  private static final String PLAIN = "-_.~";

  private Locations() {}

  /**
   * The address of a database, or of something in it.
   *
   * @param segments decoded; each is one segment of the path, slashes and all
   */
  public static String of(Exchange exchange, String... segments) {
    StringBuilder address = new StringBuilder();
    address.append(exchange.request().scheme()).append("://").append(authority(exchange));
    for (String segment : segments) {
      address.append('/');
      encode(segment, address);
    }
    return address.toString();
  }

  private static String authority(Exchange exchange) {
    @Nullable HostAndPort authority = exchange.request().authority();
    return authority == null ? "localhost" : authority.toString();
  }

  private static void encode(String segment, StringBuilder out) {
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      if ((b >= 0 && Character.isLetterOrDigit(b)) || PLAIN.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append(String.format("%%%02X", b & 0xff));
      }
    }
  }
}
