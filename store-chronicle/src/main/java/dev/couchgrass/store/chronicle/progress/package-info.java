/** What a store tells of work that takes long. */
@NullMarked
package dev.couchgrass.store.chronicle.progress;

import org.jspecify.annotations.NullMarked;
