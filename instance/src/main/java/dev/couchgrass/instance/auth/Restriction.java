package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.hash.Cid;
import java.util.Comparator;
import java.util.Objects;

/**
 * An entry of the settings, as one that may take away from what others write without knowing it.
 *
 * <p>Most take nothing: then {@link #effectOn} costs a comparison.
 */
public final class Restriction {
  /** Who ranks higher comes first; then who is lower in the database; then by the id's bytes. */
  static final Comparator<Restriction> ORDER =
      Comparator.comparing(Restriction::rank, Comparator.reverseOrder())
          .thenComparing(Restriction::height)
          .thenComparing(Restriction::id);

  private final SignedEntry change;
  private final Permission rank;
  private final Doc before;
  private final Doc after;
  private final boolean changes;
  private final boolean lowers;

  /**
   * A restriction.
   *
   * @param change an entry that takes part in {@code _settings}, and that its pin authorises
   * @param rank the permission of its key under its pin
   * @param before the settings that it pins, the whole of them
   * @param after these and what it changes
   */
  public Restriction(SignedEntry change, Permission rank, Doc before, Doc after) {
    this.change = Objects.requireNonNull(change);
    this.rank = Objects.requireNonNull(rank);
    this.before = before;
    this.after = after;
    AuthSettings authBefore = AuthSettings.of(before);
    AuthSettings authAfter = AuthSettings.of(after);
    this.changes = !authBefore.equals(authAfter);
    this.lowers = changes && Lowering.between(authBefore, authAfter);
  }

  /** The entry's id. */
  public Cid id() {
    return change.entry().id();
  }

  /** The entry's height. */
  public long height() {
    return change.entry().height();
  }

  /** The entry itself, and its key. */
  public SignedEntry change() {
    return change;
  }

  /** The permission of its key under its pin. */
  public Permission rank() {
    return rank;
  }

  /**
   * What this does to an entry that is concurrent to it: it takes what is authorised by the
   * settings before this, and not by those after.
   *
   * <p>From whoever ranks above {@link #rank}, it takes nothing.
   */
  public Effect effectOn(SignedEntry other, DelegatedSettings delegated) {
    if (!mayConcern(other.entry())) {
      return new Effect.Leaves();
    }
    Ruling then = Authorisation.checkAgain(other, after, delegated);
    if (then instanceof Ruling.Allowed) {
      return new Effect.Leaves();
    }
    Ruling first = Authorisation.checkAgain(other, before, delegated);
    if (first instanceof Ruling.Refused) {
      return new Effect.Leaves();
    }
    if (first instanceof Ruling.Missing missing) {
      return new Effect.Missing(missing.ids());
    }
    return then instanceof Ruling.Missing missing
        ? new Effect.Missing(missing.ids())
        : new Effect.Takes(((Ruling.Refused) then).refusal());
  }

  /**
   * Whether this may take an entry that is concurrent to it. Who changes settings may be outranked
   * by what this grants, even if it lowers nothing.
   */
  public boolean mayConcern(Entry other) {
    return lowers || (changes && other.subtree(StoreNames.SETTINGS).isPresent());
  }

  /** Whether it may take other databases to tell what this takes. */
  public boolean dependsOnOthers() {
    return !AuthSettings.of(before).delegations().isEmpty();
  }

  /** Whether this may take nothing but changes of the settings. */
  public boolean concernsSettingsAlone() {
    return !lowers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Restriction that && id().equals(that.id());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  /** The entry's id. */
  @Override
  public String toString() {
    return id().toString();
  }
}
