/**
 * Ed25519 keys and signatures, verified so strictly that every way of verifying agrees.
 *
 * <pre>{@code
 * try (SigningKey key = SigningKey.generate(random)) {
 *   Signature signature = key.sign(message);
 *   key.publicKey().verifies(message, signature); // true
 * }
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.core.key.PublicKey}. The curve is Bouncy Castle's.
 */
@NullMarked
package dev.couchgrass.core.key;

import org.jspecify.annotations.NullMarked;
