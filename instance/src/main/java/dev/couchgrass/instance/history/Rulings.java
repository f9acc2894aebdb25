package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.Authorisation;
import dev.couchgrass.instance.auth.Ruling;
import dev.couchgrass.instance.auth.SignedEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks settings about entries, and finds what the answer needs: of other databases, and whether a
 * signature is right.
 */
record Rulings(Delegates delegates, Signatures signatures) {
  private static final Ruling NOT_ASKED = new Ruling.Missing(Set.of());

  /** As {@link Authorisation#check}. Signatures are verified on workers. */
  Future<Ruling> check(Entry entry, Doc settings) {
    Slot<Ruling> ruling = new Slot<>(NOT_ASKED);
    return Repeat.whileTrue(
            () -> {
              Signatures.Asked signature = signatures.about(entry);
              return DelegatedAnswers.check(
                      delegates,
                      delegated -> Authorisation.check(entry, settings, delegated, signature))
                  .compose(
                      found -> {
                        ruling.set(found);
                        return signature.find();
                      });
            })
        .map(done -> ruling.value());
  }

  /** Whether an entry tells its key, and bears the signature of another. */
  Future<Boolean> isForged(Entry entry) {
    Optional<PublicKey> key = entry.signer().hint().publicKey();
    return key.isEmpty()
        ? Future.succeededFuture(false)
        : signatures
            .verifyFirst(List.of(entry))
            .of(entry)
            .map(done -> !signatures.about(entry).test(key.get()));
  }

  /**
   * Of an entry that was accepted, by the settings that it pins. If it tells its key, then no other
   * was allowed, and the signature is not verified again.
   */
  Future<Ruling> checkAccepted(Entry entry, Doc settings) {
    return entry.signer().hint().publicKey().isPresent()
        ? DelegatedAnswers.check(
            delegates, delegated -> Authorisation.check(entry, settings, delegated, key -> true))
        : check(entry, settings);
  }

  /** As {@link #checkAccepted(Entry, Doc)}. */
  Future<Ruling> checkAccepted(Entry entry, States states) {
    return states.pinnedBy(entry).compose(settings -> checkAccepted(entry, settings));
  }

  /**
   * As {@link Authorisation#checkAgain}, by the settings that the entry pins: by its key, which is
   * the same under whatever name these states have it.
   */
  Future<Ruling> checkAgain(SignedEntry signed, States states) {
    return states
        .pinnedBy(signed.entry())
        .compose(
            settings ->
                DelegatedAnswers.check(
                    delegates, delegated -> Authorisation.checkAgain(signed, settings, delegated)));
  }
}
