package dev.couchgrass.instance.ticket;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where to reach a peer, and by what transport.
 *
 * <p>The type is open: one that this version has no transport for is kept, and whoever connects
 * passes it over. Of the types {@code http} and {@code https} the address is a URL of that scheme
 * with a host; of any other type, any text.
 *
 * @param type the transport: a lower-case letter, then at most 31 of lower-case letters, digits,
 *     {@code +}, {@code .} and {@code -}
 * @param address what the transport connects to: 1 to {@link #MAX_LENGTH} UTF-16 units of
 *     well-formed Unicode, none of them a control character
 */
public record PeerAddress(String type, String address) {
  /** The longest address, in UTF-16 units. */
  public static final int MAX_LENGTH = 2_048;

  private static final int MAX_PORT = 65_535;
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9+.-]{0,31}");

  /**
   * @throws InvalidInputException if one of the two has another form, or the address is too long
   */
  public PeerAddress {
    if (address.length() > MAX_LENGTH) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A peer's address is too long");
    }
    if (!TYPE.matcher(type).matches() || !isText(address)) {
      throw malformed();
    }
    if (isUrl(type)) {
      requireUrl(type, address);
    }
  }

  private static boolean isText(String address) {
    return !address.isEmpty()
        && address.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(address);
  }

  private static boolean isUrl(String type) {
    return type.equals("http") || type.equals("https");
  }

  private static void requireUrl(String type, String address) {
    try {
      URI url = new URI(address);
      boolean valid = type.equalsIgnoreCase(url.getScheme()) && url.getPort() <= MAX_PORT;
      if (!valid || url.getHost() == null) {
        throw malformed();
      }
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed address of a peer");
  }

  /**
   * The type, and of a URL the host and the port alone: names, passwords and tokens may stand in
   * the rest, and any address of another kind may be one.
   */
  @Override
  public String toString() {
    if (!isUrl(type)) {
      return "PeerAddress[" + type + ", address redacted]";
    }
    URI url = URI.create(address);
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return "PeerAddress[" + type + "://" + url.getHost() + port + "]";
  }
}
