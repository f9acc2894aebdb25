/** The file system beneath the log, as an interface, and the real one. */
@NullMarked
package dev.couchgrass.store.chronicle.disk;

import org.jspecify.annotations.NullMarked;
