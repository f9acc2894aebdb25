/**
 * Content addresses: BLAKE3 hashes, and the CIDs that say what was hashed.
 *
 * <pre>{@code
 * Cid id = Cid.of(Codec.DAG_CBOR, bytes);
 * id.toString(); // bafyr4i...
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.core.hash.Cid}. The hash function is Bouncy Castle's.
 */
@NullMarked
package dev.couchgrass.core.hash;

import org.jspecify.annotations.NullMarked;
