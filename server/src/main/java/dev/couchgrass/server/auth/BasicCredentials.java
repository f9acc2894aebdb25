package dev.couchgrass.server.auth;

import dev.couchgrass.server.http.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What an {@code Authorization: Basic} header holds. */
record BasicCredentials(String name, String password) {
  /**
   * Empty for {@code _:_}, by which CouchDB's clients log out, and for what is of another scheme,
   * as there. Fails with 400.
   */
  static Optional<BasicCredentials> parse(String header) {
    int space = header.indexOf(' ');
    if (space < 0 || !header.substring(0, space).equalsIgnoreCase("basic")) {
      return Optional.empty();
    }
    String text;
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(space + 1).trim());
      text = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpFailure.badRequest("Authorization header has invalid base64 value");
    }
    int colon = text.indexOf(':');
    if (colon < 0 || text.equals("_:_")) {
      return Optional.empty();
    }
    return Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return "BasicCredentials[" + name + ']';
  }
}
