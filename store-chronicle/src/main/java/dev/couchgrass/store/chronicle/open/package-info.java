/**
 * How a folder becomes a store: the log is opened, then the newest index that can be believed, and
 * what the log has beyond that is replayed.
 */
@NullMarked
package dev.couchgrass.store.chronicle.open;

import org.jspecify.annotations.NullMarked;
