package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.hash.Cid;
import java.nio.charset.StandardCharsets;

/**
 * The store that something encrypted belongs to: what was made for another is not opened here.
 *
 * <p>A store that its database's root entry already makes can't name it, since the root's id is not
 * known before it is made: such a store is encrypted from the second entry on.
 *
 * @param database the database's id
 * @param store the store's name, well-formed Unicode
 */
public record StoreBinding(Cid database, String store) {
  /**
   * @throws InvalidInputException if the name is not well-formed Unicode
   */
  public StoreBinding {
    // Else two names would have the same bytes.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(store)) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "A store's name must be valid UTF-8");
    }
  }

  byte[] associated(String purpose) {
    return AssociatedData.of(purpose, database.bytes(), store.getBytes(StandardCharsets.UTF_8));
  }
}
