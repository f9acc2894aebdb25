package dev.couchgrass.cli.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** Input that is not the JSON that was expected. */
public final class MalformedJsonException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int line;

  MalformedJsonException(int line, String message) {
    super(message);
    this.line = line;
  }

  /**
   * @param began the line on which the object began that is being read
   */
  static MalformedJsonException of(JsonProcessingException cause, int began) {
    JsonLocation place = cause.getLocation();
    int line = place == null ? began : place.getLineNr();
    String column = place == null ? "" : "column " + place.getColumnNr() + ": ";
    String context = line == began ? "" : " (in the object that begins on line " + began + ")";
    String message = cause.getOriginalMessage().lines().findFirst().orElse("malformed JSON");
    return new MalformedJsonException(line, column + message + context);
  }

  /** Where the trouble was noticed, from 1. */
  public int line() {
    return line;
  }

  /** What is wrong, and where on the line. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
