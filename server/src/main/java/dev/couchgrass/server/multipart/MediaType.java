package dev.couchgrass.server.multipart;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header's value with its parameters, as {@code Content-Type} and {@code Content-Disposition}
 * have them.
 *
 * @param value in lower case, such as {@code multipart/related}
 * @param parameters by their names in lower case, unquoted; of equal names the first one counts
 */
public record MediaType(String value, Map<String, String> parameters) {
  /** RFC 2046's limit for a boundary, in characters. */
  public static final int MAX_BOUNDARY = 70;

  public MediaType {
    parameters = Map.copyOf(parameters);
  }

  /** Reads a header's value. What makes no sense is passed over: only the start must be right. */
  public static MediaType parse(String text) {
    int semicolon = text.indexOf(';');
    String value = semicolon < 0 ? text : text.substring(0, semicolon);
    Map<String, String> parameters = new LinkedHashMap<>();
    int at = semicolon < 0 ? text.length() : semicolon;
    while (at < text.length()) {
      at = parameter(text, at + 1, parameters);
    }
    return new MediaType(value.strip().toLowerCase(Locale.ROOT), parameters);
  }

  /** Reads a parameter from {@code from} and returns where it ends. */
  private static int parameter(String text, int from, Map<String, String> parameters) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ';') {
      at++;
    }
    String name = text.substring(from, at).strip().toLowerCase(Locale.ROOT);
    if (at == text.length() || text.charAt(at) == ';') {
      return at;
    }
    at++;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted(text, at + 1, name, parameters);
    }
    int end = text.indexOf(';', at);
    end = end < 0 ? text.length() : end;
    parameters.putIfAbsent(name, text.substring(at, end).strip());
    return end;
  }

  private static int quoted(String text, int from, String name, Map<String, String> parameters) {
    StringBuilder value = new StringBuilder();
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    parameters.putIfAbsent(name, value.toString());
    int end = text.indexOf(';', Math.min(at, text.length()));
    return end < 0 ? text.length() : end;
  }

  /** A parameter. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Whether this is a body of several parts. */
  public boolean isMultipart() {
    return value.startsWith("multipart/");
  }

  /**
   * What separates the parts.
   *
   * @throws StoreException BAD_REQUEST if it is missing, too long, or has characters that may not
   *     be in one
   */
  public String boundary() {
    String boundary = parameter("boundary").orElse("");
    boolean valid =
        !boundary.isEmpty()
            && boundary.length() <= MAX_BOUNDARY
            && !boundary.endsWith(" ")
            && boundary.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (!valid) {
      throw new StoreException(ErrorCode.BAD_REQUEST, "Invalid multipart boundary");
    }
    return boundary;
  }
}
