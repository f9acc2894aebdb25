package dev.couchgrass.server.database;

import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.json.JsonSlice;
import dev.couchgrass.server.http.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A parameter of a listing, from a query or from JSON.
 *
 * @param text the query's value; of JSON a string's content, or any other value's text
 * @param json the value as JSON: the query's value is JSON where keys are meant
 */
record ListingValue(String text, byte[] json) {
  static ListingValue query(String value) {
    return new ListingValue(value, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the value at which {@code reader} stands. */
  static ListingValue json(JsonReader reader) {
    JsonSlice value = reader.slice();
    byte[] json = value.bytes();
    String text =
        value.read(
            again ->
                again.peek() == Kind.STRING
                    ? again.readString()
                    : new String(json, StandardCharsets.UTF_8));
    return new ListingValue(text, json);
  }

  boolean flag() {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw HttpFailure.queryParse("Invalid boolean parameter: \"" + text + '"');
    };
  }

  long count() {
    long count;
    try {
      count = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw HttpFailure.queryParse("Invalid value for integer: \"" + text + '"');
    }
    if (count < 0) {
      throw HttpFailure.queryParse("Invalid value for positive integer: \"" + text + '"');
    }
    return count;
  }

  ListingKey key() {
    JsonReader reader = reader();
    ListingKey key;
    if (reader.peek() == Kind.STRING) {
      key = new ListingKey.Text(reader.readString());
    } else {
      reader.skip();
      key = new ListingKey.Other();
    }
    reader.finish();
    return key;
  }

  /**
   * A list of keys.
   *
   * @param notAnArray what to say if it is none
   * @param most how many there may be
   */
  List<String> keys(String notAnArray, int most) {
    JsonReader reader = reader();
    if (reader.peek() != Kind.ARRAY) {
      throw HttpFailure.badRequest(notAnArray);
    }
    List<String> keys = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      if (reader.peek() != Kind.STRING) {
        throw HttpFailure.queryParse("`keys` must be an array of strings.");
      }
      if (keys.size() == most) {
        throw HttpFailure.tooLarge("Too many keys in one request");
      }
      keys.add(reader.readString());
    }
    reader.finish();
    return keys;
  }

  boolean isNull() {
    return reader().peek() == Kind.NULL;
  }

  private JsonReader reader() {
    return new JsonReader(json, 0, json.length, JsonLimits.DEFAULTS);
  }
}
