/** The programs that the documentation shows, compiled and run. */
@NullMarked
package dev.couchgrass.store.memory.example;

import org.jspecify.annotations.NullMarked;
