package dev.couchgrass.server.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as HTTP writes them: {@code Sat, 10 Aug 2013 06:33:33 GMT}. */
public final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Every answer has one, and most have the one before. */
  private static volatile Written last = new Written(0, FORMAT.format(Instant.EPOCH));

  private record Written(long second, String text) {}

  private HttpDate() {}

  public static String of(Instant moment) {
    Written known = last;
    if (known.second != moment.getEpochSecond()) {
      known = new Written(moment.getEpochSecond(), FORMAT.format(moment));
      last = known;
    }
    return known.text;
  }
}
