/**
 * Storages that hand everything on to an honest one, but for one point each. Start with {@link
 * dev.couchgrass.conformance.broken.storage.BrokenStores}, which lists them.
 */
@NullMarked
package dev.couchgrass.conformance.broken.storage;

import org.jspecify.annotations.NullMarked;
