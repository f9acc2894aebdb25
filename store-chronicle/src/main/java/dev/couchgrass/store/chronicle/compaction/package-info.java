/**
 * How space comes back: what is still in use of some log files is copied into one that takes their
 * place, while reads and writes go on.
 */
@NullMarked
package dev.couchgrass.store.chronicle.compaction;

import org.jspecify.annotations.NullMarked;
