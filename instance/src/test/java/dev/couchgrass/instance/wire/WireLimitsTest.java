package dev.couchgrass.instance.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.entry.EntryLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireLimitsTest {
  /** Whatever stands around it: a page of one entry is the longest there is. */
  @Test
  void aPageOfOneEntryFitsWhateverTheEntry() {
    assertTrue(WireLimits.PAGE_BYTES + EntryLimits.MAX_BYTES < WireLimits.MAX_BYTES);
    byte[] body =
        ReplyForm.write(
            new PeerReply.Page(List.of(new byte[EntryLimits.MAX_BYTES]), Optional.of("name")));
    assertTrue(body.length + 1_024 < WireLimits.MAX_BYTES);
  }
}
