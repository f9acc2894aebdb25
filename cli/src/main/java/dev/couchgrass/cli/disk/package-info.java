/**
 * Stores on disk. Only {@link dev.couchgrass.cli.disk.Installation} may be used where the durable
 * store is not installed, as in an image that {@code jlink} made; and nothing here is loaded by
 * commands that need no folder.
 *
 * <p>Start with {@link dev.couchgrass.cli.disk.StoreFolder}.
 */
@NullMarked
package dev.couchgrass.cli.disk;

import org.jspecify.annotations.NullMarked;
