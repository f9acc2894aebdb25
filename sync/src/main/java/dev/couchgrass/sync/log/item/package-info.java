/**
 * What goes into signed logs, and what becomes of it.
 *
 * <p>{@link dev.couchgrass.sync.log.item.Draft} is what one writes oneself, {@link
 * dev.couchgrass.sync.log.item.Arrival} what comes from others.
 */
@NullMarked
package dev.couchgrass.sync.log.item;

import org.jspecify.annotations.NullMarked;
