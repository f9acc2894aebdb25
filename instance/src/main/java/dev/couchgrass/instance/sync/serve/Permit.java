package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.Permission;
import java.util.Optional;

/**
 * What some keys may do.
 *
 * @param most that one of them may do
 * @param holder the one of them that may do most of those that the settings name; empty if they may
 *     only what everybody may
 */
public record Permit(Permission most, Optional<PublicKey> holder) {}
