/**
 * The feeds of a database's changes: {@code _changes}, once or as they happen.
 *
 * <p>Every feed first writes what is there, in the order of the database; those that live on then
 * wait to be woken by commits. Start with {@link dev.couchgrass.server.changes.ChangesEndpoints}.
 */
@NullMarked
package dev.couchgrass.server.changes;

import org.jspecify.annotations.NullMarked;
