package dev.couchgrass.instance.auth;

import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.key.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * Finds which keys may have signed an entry, by what it says of its signer and by the settings that
 * it is checked against.
 *
 * <p>Without the signature: who says to be somebody may be somebody else.
 */
public final class SignerResolution {
  /** How many active keys of one name are tried: each one costs a verification. */
  public static final int MAX_NAMESAKES = 16;

  private SignerResolution() {}

  /** The keys that a signer names. A delegated one asks for each database on the way. */
  public static Resolution resolve(
      SigKey signer, AuthSettings settings, DelegatedSettings delegated) {
    if (signer instanceof SigKey.Delegated path) {
      return alongPath(path, settings, delegated);
    }
    return byHint(signer.hint(), settings);
  }

  private static Resolution alongPath(
      SigKey.Delegated signer, AuthSettings settings, DelegatedSettings delegated) {
    AuthSettings current = settings;
    Optional<Bounds> bounds = Optional.empty();
    for (DelegationStep step : signer.path()) {
      Optional<Delegation> trust = current.delegation(step.database());
      if (trust.isEmpty()) {
        return refused(AuthProblem.UNKNOWN_DELEGATION, step.database().toString());
      }
      DelegatedSettings.Answer answer =
          delegated.find(step.database(), step.tips(), trust.get().tips());
      if (answer instanceof DelegatedSettings.Missing missing) {
        return new Resolution.Missing(missing.ids());
      }
      if (!(answer instanceof DelegatedSettings.Found found)) {
        return refused(AuthProblem.BELOW_FLOOR, step.database().toString());
      }
      current = found.settings();
      Bounds here = trust.get().bounds();
      bounds = Optional.of(bounds.map(before -> before.and(here)).orElse(here));
    }
    return clamped(byHint(signer.hint(), current), bounds.orElseThrow());
  }

  private static Resolution clamped(Resolution resolution, Bounds bounds) {
    if (resolution instanceof Resolution.Candidates candidates) {
      return new Resolution.Candidates(
          candidates.list().stream()
              .map(one -> new Candidate(one.key(), bounds.clamp(one.permission())))
              .toList());
    }
    return resolution;
  }

  private static Resolution byHint(KeyHint hint, AuthSettings settings) {
    if (hint instanceof KeyHint.ByName named) {
      return byName(named.name(), settings);
    }
    if (hint instanceof KeyHint.Global global) {
      return granted(global.key(), settings.global(), AuthProblem.NO_GLOBAL_GRANT);
    }
    PublicKey key = hint.publicKey().orElseThrow();
    return granted(key, settings.key(key), AuthProblem.UNKNOWN_KEY);
  }

  private static Resolution granted(
      PublicKey key, Optional<KeyGrant> grant, AuthProblem otherwise) {
    if (grant.isEmpty()) {
      return refused(otherwise, key.toString());
    }
    if (!grant.get().isActive()) {
      AuthProblem problem =
          otherwise == AuthProblem.UNKNOWN_KEY ? AuthProblem.REVOKED_KEY : otherwise;
      return refused(problem, key.toString());
    }
    return new Resolution.Candidates(List.of(new Candidate(key, grant.get().permission())));
  }

  private static Resolution byName(String name, AuthSettings settings) {
    List<Candidate> active = settings.grants().activeNamed(name, MAX_NAMESAKES + 1);
    if (active.size() > MAX_NAMESAKES) {
      return refused(AuthProblem.AMBIGUOUS_NAME, name);
    }
    if (active.isEmpty()) {
      return refused(
          settings.grants().knowsName(name) ? AuthProblem.REVOKED_KEY : AuthProblem.UNKNOWN_KEY,
          name);
    }
    return new Resolution.Candidates(active);
  }

  private static Resolution refused(AuthProblem problem, String detail) {
    return new Resolution.Refused(new AuthRefusal(problem, detail));
  }
}
