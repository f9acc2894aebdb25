package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.instance.auth.Authorisation;
import dev.couchgrass.instance.auth.Ruling;
import dev.couchgrass.instance.auth.SignedEntry;
import io.vertx.core.Future;

/** Asks settings about entries, and finds what the answer needs of other databases. */
record Rulings(Delegates delegates) {
  /** As {@link Authorisation#check}. */
  Future<Ruling> check(Entry entry, Doc settings) {
    return DelegatedAnswers.check(
        delegates, delegated -> Authorisation.check(entry, settings, delegated));
  }

  /** By the settings that the entry pins. */
  Future<Ruling> check(Entry entry, States states) {
    return states.pinnedBy(entry).compose(settings -> check(entry, settings));
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
