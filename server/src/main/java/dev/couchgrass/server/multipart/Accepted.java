package dev.couchgrass.server.multipart;

import dev.couchgrass.server.http.Exchange;
import java.util.ArrayList;
import java.util.List;

/** What a client's {@code Accept} header allows; anything if there is none. */
record Accepted(List<String> ranges) {
  static Accepted by(Exchange exchange) {
    List<String> ranges = new ArrayList<>();
    for (String range : exchange.header("Accept").orElse("*/*").split(",", -1)) {
      MediaType type = MediaType.parse(range);
      boolean refused = type.parameter("q").filter(q -> q.matches("0(\\.0*)?")).isPresent();
      if (!refused) {
        ranges.add(type.value());
      }
    }
    return new Accepted(List.copyOf(ranges));
  }

  boolean type(String type) {
    String group = type.substring(0, type.indexOf('/')) + "/*";
    return ranges.contains(type) || ranges.contains(group) || ranges.contains("*/*");
  }
}
