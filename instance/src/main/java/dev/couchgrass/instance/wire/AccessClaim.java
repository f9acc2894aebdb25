package dev.couchgrass.instance.wire;

import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.ticket.PeerAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A key's wish to be let into a database, signed by that key: nobody asks in the name of a key that
 * is not theirs.
 */
public record AccessClaim(Wish wish, Signature signature) {
  private static final String PURPOSE = "couchgrass/access-claim/v1";

  /**
   * What is asked for.
   *
   * @param instance that asks for the key, and alone may
   * @param name by which people tell the key
   * @param message for whoever decides
   * @param addresses where the instance may be reached
   */
  public record Wish(
      Cid database,
      PublicKey key,
      Permission permission,
      PublicKey instance,
      Optional<String> name,
      Optional<String> message,
      List<PeerAddress> addresses) {
    public Wish {
      Objects.requireNonNull(permission);
      Objects.requireNonNull(name);
      Objects.requireNonNull(message);
      addresses = List.copyOf(addresses);
    }
  }

  /** Whether its key signed it. */
  public boolean isSigned() {
    return wish.key().verifies(signingBytes(wish), signature);
  }

  /** What the key signs. */
  public static byte[] signingBytes(Wish wish) {
    CborWriter out = new CborWriter().beginList(2).text(PURPOSE);
    WishForm.write(out, wish);
    return out.toByteArray();
  }
}
