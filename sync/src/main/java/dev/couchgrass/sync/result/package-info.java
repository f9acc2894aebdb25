/** What a replication did, and what it is about. */
@NullMarked
package dev.couchgrass.sync.result;

import org.jspecify.annotations.NullMarked;
