/**
 * What is kept under a password: signing keys, the data keys of encrypted stores, and how often
 * somebody may guess.
 *
 * <pre>{@code
 * WrappedKey stored = WrappedKey.wrap(key, password, KdfParameters.DEFAULTS, random);
 * try (SigningKey again = stored.open(password)) { // WrongPasswordException if it is another
 *   again.sign(message);
 * }
 * }</pre>
 *
 * <p>What derives a key from a password takes as long as it is meant to, some 0.1 s, and as much
 * memory: call it on a worker, and few at once. Start with {@link
 * dev.couchgrass.instance.secret.StoredKey} or {@link
 * dev.couchgrass.instance.secret.EncryptedStoreConfig}.
 */
@NullMarked
package dev.couchgrass.instance.secret;

import org.jspecify.annotations.NullMarked;
