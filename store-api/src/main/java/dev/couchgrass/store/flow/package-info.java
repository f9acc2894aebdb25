/**
 * Asynchronous loops and side effects, for stores and for whoever uses them.
 *
 * <pre>{@code
 * Repeat.each(edits, edit -> database.write(edit));
 * }</pre>
 */
@NullMarked
package dev.couchgrass.store.flow;

import org.jspecify.annotations.NullMarked;
