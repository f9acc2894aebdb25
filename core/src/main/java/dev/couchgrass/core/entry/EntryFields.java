package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** All that an entry says, without its signature; right as far as that shows in it alone. */
record EntryFields(
    Optional<Cid> root,
    List<Cid> parents,
    Metadata metadata,
    long height,
    List<Subtree> subtrees,
    SigKey signer) {
  /**
   * @throws InvalidEntryException if the parts do not fit together
   */
  EntryFields {
    Objects.requireNonNull(root);
    parents = List.copyOf(parents);
    Objects.requireNonNull(metadata);
    subtrees = List.copyOf(subtrees);
    Objects.requireNonNull(signer);
    Structure.check(root, parents, metadata, height, subtrees);
  }

  Optional<Subtree> subtree(String name) {
    return Structure.find(subtrees, name);
  }
}
