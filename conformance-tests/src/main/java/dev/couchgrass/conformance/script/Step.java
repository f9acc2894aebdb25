package dev.couchgrass.conformance.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The call of a method; prints as it stands in Java.
 *
 * @param arguments each a {@link String}, an {@link Integer} or a {@link Boolean}
 */
public record Step(String method, List<Object> arguments) {
  private static final Pattern CALL = Pattern.compile("\\.(\\w+)\\((.*)\\);?");
  private static final Pattern ARGUMENT =
      Pattern.compile("\\G\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(-?[0-9]+)|(true|false))\\s*(?:,|$)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");

  public Step {
    arguments = List.copyOf(arguments);
  }

  /** A call with these arguments. */
  public static Step of(String method, Object... arguments) {
    return new Step(method, List.of(arguments));
  }

  /**
   * Reads what {@link #toString} printed.
   *
   * @throws IllegalArgumentException if it is nothing that this class prints
   */
  static Step parse(String line) {
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      throw new IllegalArgumentException("No call: " + line);
    }
    List<Object> arguments = new ArrayList<>();
    Matcher argument = ARGUMENT.matcher(call.group(2));
    int end = 0;
    while (end < call.group(2).length() && argument.find()) {
      arguments.add(value(argument));
      end = argument.end();
    }
    if (end < call.group(2).length()) {
      throw new IllegalArgumentException("No argument of a step: " + line);
    }
    return new Step(call.group(1), arguments);
  }

  private static Object value(MatchResult argument) {
    if (argument.group(1) != null) {
      return unescape(argument.group(1));
    }
    return argument.group(2) != null
        ? (Object) Integer.valueOf(argument.group(2))
        : Boolean.valueOf(argument.group(3));
  }

  private static String unescape(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    escape.group(1) == null
                        ? escape.group(2)
                        : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }

  @Override
  public String toString() {
    return arguments.stream()
        .map(each -> each instanceof String text ? '"' + escape(text) + '"' : each.toString())
        .collect(Collectors.joining(", ", "." + method + "(", ")"));
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
