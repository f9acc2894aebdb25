/** Takes in operations of others: verified, each once, in the order of their logs. */
@NullMarked
package dev.couchgrass.sync.log.ingest;

import org.jspecify.annotations.NullMarked;
