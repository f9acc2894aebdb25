package dev.couchgrass.instance.user;

import dev.couchgrass.core.key.PublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key of a user, without its secret.
 *
 * @param name by which people tell it
 * @param created to the second
 * @param isDefault whether the user's databases are made with it
 */
public record UserKey(PublicKey key, Optional<String> name, Instant created, boolean isDefault) {}
