/**
 * Signed databases: read, written in transactions, and listened to.
 *
 * <p>Start with {@link dev.couchgrass.instance.database.SignedDatabase}.
 */
@NullMarked
package dev.couchgrass.instance.database;

import org.jspecify.annotations.NullMarked;
