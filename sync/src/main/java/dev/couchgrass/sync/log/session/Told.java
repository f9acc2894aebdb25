package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What a side tells before anything is sent.
 *
 * @param heights how far its logs of the topic go
 * @param wanted the operations whose bodies it would have, by their sequence numbers
 */
record Told(LogHeights heights, SortedMap<Log, List<Long>> wanted) {
  Told {
    Objects.requireNonNull(heights);
    Objects.requireNonNull(wanted);
  }
}
