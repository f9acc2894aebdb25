/**
 * How far a replication came, kept on both sides in local documents of CouchDB's form.
 *
 * <p>Start with {@link dev.couchgrass.sync.checkpoint.CheckpointLog}.
 */
@NullMarked
package dev.couchgrass.sync.checkpoint;

import org.jspecify.annotations.NullMarked;
