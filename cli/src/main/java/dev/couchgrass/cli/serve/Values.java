package dev.couchgrass.cli.serve;

import dev.couchgrass.cli.serve.Settings.Value;
import dev.couchgrass.cli.signed.Names;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.instance.ticket.PeerAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of settings as what they mean. */
final class Values {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([kmg]?)b?");
  private static final Map<String, Integer> SHIFTS = Map.of("", 0, "k", 10, "m", 20, "g", 30);
  private static final int MAX_PORT = 65_535;

  private Values() {}

  static int port(Value value) {
    try {
      int port = Integer.parseInt(value.text());
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw value.refuse("must be a number from 0 to 65535");
  }

  static int positive(Value value) {
    if (value.text().matches("0*[1-9][0-9]{0,5}")) {
      return Integer.parseInt(value.text());
    }
    throw value.refuse("must be a number from 1 to 999999");
  }

  static PeerAddress peer(Value value) {
    try {
      return Names.peer(value.text());
    } catch (InvalidInputException | IllegalArgumentException e) {
      throw value.refuse("must be a URL of http or https");
    }
  }

  /** What stands between commas. */
  static List<String> list(Value value) {
    return Arrays.stream(value.text().split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  static boolean yes(Value value) {
    return switch (value.text().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw value.refuse("must be true or false");
    };
  }

  static Path folder(Value value) {
    try {
      return Path.of(value.text());
    } catch (InvalidPathException e) {
      throw value.refuse("is not the name of a folder");
    }
  }

  static String durability(Value value) {
    return switch (value.text().toLowerCase(Locale.ROOT)) {
      case "commit", "interval", "none" -> value.text().toLowerCase(Locale.ROOT);
      default -> throw value.refuse("must be commit, interval or none");
    };
  }

  /** Bytes: a number, or one with a suffix such as {@code 8M}, in powers of 1024. */
  static long size(Value value, long max) {
    Matcher match = SIZE.matcher(value.text().toLowerCase(Locale.ROOT));
    if (match.matches()) {
      long count = Long.parseLong(match.group(1));
      int shift = Optional.ofNullable(SHIFTS.get(match.group(2))).orElse(0);
      if (count <= max >> shift) {
        return count << shift;
      }
    }
    throw value.refuse("must be a number of bytes such as 8000000 or 8M, at most " + max);
  }
}
