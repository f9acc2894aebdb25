package dev.couchgrass.store.http;

import dev.couchgrass.conformance.document.FollowConformance;
import dev.couchgrass.store.http.options.FeedKind;
import dev.couchgrass.store.memory.MemoryStorage;

/** Live changes over continuous feeds of a server of our own. */
class ContinuousFeedConformance extends FollowConformance {
  ContinuousFeedConformance() {
    super(
        () ->
            ServerHome.over(
                MemoryStorage::open, options -> options.withFeeds(FeedKind.CONTINUOUS)));
  }
}
