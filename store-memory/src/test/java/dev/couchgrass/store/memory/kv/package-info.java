/** What document databases do when an engine fails, waits, or takes little. */
@NullMarked
package dev.couchgrass.store.memory.kv;

import org.jspecify.annotations.NullMarked;
