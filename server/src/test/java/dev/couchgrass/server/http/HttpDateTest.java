package dev.couchgrass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDateTest {
  @Test
  void isWrittenAsHttpWantsIt() {
    Instant moment = Instant.parse("2013-08-10T06:33:33.5Z");
    assertEquals("Sat, 10 Aug 2013 06:33:33 GMT", HttpDate.of(moment));
    assertEquals("Sat, 10 Aug 2013 06:33:34 GMT", HttpDate.of(moment.plusSeconds(1)));
    assertEquals("Sat, 10 Aug 2013 06:33:33 GMT", HttpDate.of(moment));
    assertEquals("Thu, 01 Jan 1970 00:00:00 GMT", HttpDate.of(Instant.EPOCH));
  }
}
