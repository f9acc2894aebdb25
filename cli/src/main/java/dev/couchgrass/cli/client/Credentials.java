package dev.couchgrass.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A name and its password. Shows neither. */
public record Credentials(String name, String password) {
  public Credentials {
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException("Credentials need a name, which may hold no colon");
    }
  }

  /** Reads {@code NAME:PASSWORD}. */
  public static Credentials parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("Credentials have the form NAME:PASSWORD");
    }
    return new Credentials(text.substring(0, colon), text.substring(colon + 1));
  }

  String header() {
    byte[] pair = (name + ':' + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return "Credentials[...]";
  }
}
