/**
 * How a batch of changes gets from one database to another.
 *
 * <p>Start with {@link dev.couchgrass.sync.transfer.Transfer}.
 */
@NullMarked
package dev.couchgrass.sync.transfer;

import org.jspecify.annotations.NullMarked;
