package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.Restriction;
import dev.couchgrass.instance.auth.Ruling;
import dev.couchgrass.instance.auth.SignedEntry;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Reads what changes of the settings may take away.
 *
 * @param states with nothing left out: what a restriction does must not depend on when it came
 */
record ChangeReader(States states, Rulings rulings) {
  /** A change that was accepted, as a restriction; empty if it leaves alone who may do what. */
  Future<Optional<Restriction>> read(Entry change) {
    return change.isRoot()
        ? Future.succeededFuture(Optional.empty())
        : states.pinnedBy(change).compose(before -> read(change, before));
  }

  private Future<Optional<Restriction>> read(Entry change, Doc before) {
    Doc after = after(change, before);
    return AuthSettings.of(before).equals(AuthSettings.of(after))
        ? Future.succeededFuture(Optional.empty())
        : rulings
            .checkAccepted(change, before)
            .map(
                ruling ->
                    ruling instanceof Ruling.Allowed allowed
                        ? Optional.of(
                            new Restriction(
                                new SignedEntry(change, allowed.key()),
                                allowed.permission(),
                                before,
                                after))
                        : Optional.empty());
  }

  private static Doc after(Entry change, Doc before) {
    return change.data(StoreNames.SETTINGS).map(Doc::decode).map(before::merge).orElse(before);
  }

  /** As {@link #read(Entry)}, of a change that was just found to be right by its pin. */
  Future<Optional<Restriction>> read(Judgement.Right right) {
    Entry change = right.signed().entry();
    return change.isRoot()
        ? Future.succeededFuture(Optional.empty())
        : states
            .pinnedBy(change)
            .map(
                before -> {
                  Doc after = after(change, before);
                  return AuthSettings.of(before).equals(AuthSettings.of(after))
                      ? Optional.empty()
                      : Optional.of(
                          new Restriction(right.signed(), right.permission(), before, after));
                });
  }
}
