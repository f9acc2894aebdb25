package dev.couchgrass.instance.auth;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.key.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whether settings authorise an entry.
 *
 * <p>A pure function of what it is given. It asks nothing of the entry's ancestors: {@link
 * dev.couchgrass.core.entry.ReceiptCheck} does.
 */
public final class Authorisation {
  private final Entry entry;
  private final SigKey signer;
  private final Predicate<PublicKey> signature;

  private Authorisation(Entry entry, SigKey signer, Predicate<PublicKey> signature) {
    this.entry = entry;
    this.signer = signer;
    this.signature = signature;
  }

  /**
   * Checks an entry and its signature. What does not need the signature is refused before it is
   * verified, which takes longest.
   *
   * @param pinned the settings that the entry pins, the whole of them; not heeded if it is a root,
   *     which its own settings authorise, and nothing else ever by its own
   */
  public static Ruling check(Entry entry, Doc pinned, DelegatedSettings delegated) {
    return check(entry, pinned, delegated, entry::isSignedBy);
  }

  /**
   * As {@link #check(Entry, Doc, DelegatedSettings)}, with answers about the signature that were
   * found before.
   *
   * @param signature whether the entry's signature is a key's; asked about those keys alone that it
   *     may be of, the first in order first, until one is
   */
  public static Ruling check(
      Entry entry, Doc pinned, DelegatedSettings delegated, Predicate<PublicKey> signature) {
    return new Authorisation(entry, entry.signer(), signature).under(pinned, delegated);
  }

  /**
   * Checks whether settings would authorise an entry whose signature was verified before, and does
   * not verify it again. The key counts, and not the name by which the entry may have given it: a
   * key that was renamed is still the same.
   *
   * @param settings others than it pins; not heeded if it is a root
   */
  public static Ruling checkAgain(SignedEntry signed, Doc settings, DelegatedSettings delegated) {
    SigKey signer = withKey(signed.entry().signer(), signed.key());
    return new Authorisation(signed.entry(), signer, key -> true).under(settings, delegated);
  }

  private static SigKey withKey(SigKey signer, PublicKey key) {
    KeyHint hint =
        signer.hint() instanceof KeyHint.Global ? new KeyHint.Global(key) : new KeyHint.ByKey(key);
    return signer instanceof SigKey.Delegated delegated
        ? new SigKey.Delegated(delegated.path(), hint)
        : new SigKey.Direct(hint);
  }

  private Ruling under(Doc settings, DelegatedSettings delegated) {
    Optional<Doc> data;
    try {
      data = entry.data(StoreNames.SETTINGS).map(Doc::decode);
    } catch (InvalidInputException e) {
      return refused(AuthProblem.MALFORMED_SETTINGS, e.reason());
    }
    if (entry.isRoot()) {
      return underOwn(AuthSettings.of(data.orElse(Doc.EMPTY)));
    }
    Resolution resolution = SignerResolution.resolve(signer, AuthSettings.of(settings), delegated);
    if (resolution instanceof Resolution.Candidates candidates) {
      Optional<SettingsChange> change = data.map(changes -> new SettingsChange(settings, changes));
      return firstThatSigned(candidates.list(), permission -> refusal(permission, change));
    }
    return resolution instanceof Resolution.Missing missing
        ? missing(missing)
        : new Ruling.Refused(((Resolution.Refused) resolution).refusal());
  }

  /** What bears another key's signature need not be kept until the settings come. */
  private Ruling missing(Resolution.Missing missing) {
    return signer.hint().publicKey().filter(key -> !signature.test(key)).isPresent()
        ? refused(AuthProblem.BAD_SIGNATURE, "")
        : new Ruling.Missing(missing.ids());
  }

  /** Nobody else's settings, nor a grant to everybody, may begin a database. */
  private Ruling underOwn(AuthSettings own) {
    if (signer instanceof SigKey.Direct
        && !(signer.hint() instanceof KeyHint.Global)
        && SignerResolution.resolve(signer, own, DelegatedSettings.NONE)
            instanceof Resolution.Candidates candidates) {
      return firstThatSigned(
          candidates.list(),
          permission -> permission.canAdmin() ? Optional.empty() : Optional.of(rootRefusal(own)));
    }
    return new Ruling.Refused(rootRefusal(own));
  }

  private static AuthRefusal rootRefusal(AuthSettings own) {
    return AuthRefusal.of(
        own.grants().hasAdmin() ? AuthProblem.ROOT_NOT_BY_ADMIN : AuthProblem.ROOT_WITHOUT_ADMIN);
  }

  private Optional<AuthRefusal> refusal(Permission permission, Optional<SettingsChange> change) {
    if (entry.subtree(StoreNames.SETTINGS).isPresent() && !permission.canAdmin()) {
      return Optional.of(AuthRefusal.of(AuthProblem.NOT_AN_ADMIN));
    }
    if (!permission.canWrite()) {
      return Optional.of(AuthRefusal.of(AuthProblem.NOT_A_WRITER));
    }
    return change.flatMap(it -> it.refusal(permission));
  }

  /** The first candidate that may do this and did sign. */
  private Ruling firstThatSigned(
      List<Candidate> candidates, Function<Permission, Optional<AuthRefusal>> rule) {
    Optional<AuthRefusal> first = Optional.empty();
    for (Candidate candidate : candidates) {
      Optional<AuthRefusal> refusal = rule.apply(candidate.permission());
      if (refusal.isEmpty() && signature.test(candidate.key())) {
        return new Ruling.Allowed(candidate.key(), candidate.permission());
      }
      if (first.isEmpty()) {
        first = refusal;
      }
    }
    return new Ruling.Refused(first.orElse(AuthRefusal.of(AuthProblem.BAD_SIGNATURE)));
  }

  private static Ruling refused(AuthProblem problem, String detail) {
    return new Ruling.Refused(new AuthRefusal(problem, detail));
  }
}
