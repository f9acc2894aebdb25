/**
 * Brings documents into a database: reads them, sends them in batches, counts what came of it.
 *
 * <p>Start with {@link dev.couchgrass.cli.load.Loader}.
 */
@NullMarked
package dev.couchgrass.cli.load;

import org.jspecify.annotations.NullMarked;
