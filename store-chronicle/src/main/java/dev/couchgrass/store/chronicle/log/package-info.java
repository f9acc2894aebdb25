/** The append-only log of batches, in segment files. Knows nothing of Chronicle. */
@NullMarked
package dev.couchgrass.store.chronicle.log;

import org.jspecify.annotations.NullMarked;
