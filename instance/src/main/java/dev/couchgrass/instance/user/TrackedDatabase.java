package dev.couchgrass.instance.user;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;

/**
 * A database that a user works with.
 *
 * @param key with which the user opens it
 */
public record TrackedDatabase(Cid database, PublicKey key, SyncSettings sync) {}
