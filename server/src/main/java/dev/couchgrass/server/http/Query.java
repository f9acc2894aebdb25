package dev.couchgrass.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parameters of a request's query; of those that come twice, the first counts, as in CouchDB.
 *
 * <p>A value of a wrong form is refused with CouchDB's {@code query_parse_error}.
 */
public final class Query {
  private static final Query EMPTY = new Query(Map.of());

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a query.
   *
   * @param raw what stands after the question mark, encoded
   * @throws HttpFailure 400, if it is badly encoded
   */
  public static Query parse(String raw) {
    if (raw.isEmpty()) {
      return EMPTY;
    }
    Map<String, String> values = new LinkedHashMap<>();
    int from = 0;
    while (from <= raw.length()) {
      int to = raw.indexOf('&', from);
      to = to < 0 ? raw.length() : to;
      if (to > from) {
        int equals = raw.indexOf('=', from);
        boolean named = equals >= 0 && equals < to;
        String name = PercentCoding.query(raw.substring(from, named ? equals : to));
        values.putIfAbsent(name, named ? PercentCoding.query(raw.substring(equals + 1, to)) : "");
      }
      from = to + 1;
    }
    return new Query(values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Everything, in the order of the request. */
  public Map<String, String> all() {
    return values;
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** As {@code flag(name, false)}. */
  public boolean flag(String name) {
    return flag(name, false);
  }

  public boolean flag(String name, boolean otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw HttpFailure.queryParse("Invalid boolean parameter: " + quote(value));
    };
  }

  /** An integer of either sign. */
  public OptionalLong integer(String name) {
    String value = values.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw HttpFailure.queryParse("Invalid value for integer: " + quote(value));
    }
  }

  /** An integer that is not negative. */
  public OptionalLong count(String name) {
    OptionalLong value = integer(name);
    if (value.isPresent() && value.getAsLong() < 0) {
      throw HttpFailure.queryParse(
          "Invalid value for positive integer: " + quote(Long.toString(value.getAsLong())));
    }
    return value;
  }

  /** A value that is written as JSON. */
  public Optional<JsonNode> json(String name) {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.READER.readTree(value));
    } catch (JsonProcessingException e) {
      throw HttpFailure.badRequest("invalid UTF-8 JSON");
    }
  }

  private static String quote(String value) {
    return '"' + value + '"';
  }

  /** Not before the first value that is JSON. */
  private static final class Json {
    static final ObjectReader READER =
        new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}
