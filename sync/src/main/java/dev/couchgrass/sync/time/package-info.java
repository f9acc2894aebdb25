/** What a replication waits by, so that tests can let hours pass at once. */
@NullMarked
package dev.couchgrass.sync.time;

import org.jspecify.annotations.NullMarked;
