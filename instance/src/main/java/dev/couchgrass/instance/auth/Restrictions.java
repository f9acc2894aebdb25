package dev.couchgrass.instance.auth;

import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of several restrictions, that may take away each other, stand. */
public final class Restrictions {
  private final List<Restriction> standing = new ArrayList<>();
  private final Set<Cid> missing = new HashSet<>();
  private final Concurrency concurrency;
  private final DelegatedSettings delegated;

  private Restrictions(Concurrency concurrency, DelegatedSettings delegated) {
    this.concurrency = concurrency;
    this.delegated = delegated;
  }

  /**
   * The restrictions that stand. They are heard in the order of their signers' ranks, the highest
   * first, then of heights, the lowest first, then of ids; each stands unless one that stands
   * already and is concurrent to it takes it away. What does not stand takes nothing away.
   *
   * <p>Takes time in proportion to the number of pairs.
   *
   * @param restrictions in any order
   */
  public static Standing effective(
      Collection<Restriction> restrictions, Concurrency concurrency, DelegatedSettings delegated) {
    Restrictions hearing = new Restrictions(concurrency, delegated);
    restrictions.stream().distinct().sorted(Restriction.ORDER).forEach(hearing::hear);
    return hearing.missing.isEmpty()
        ? new Standing.Known(hearing.standing)
        : new Standing.Missing(hearing.missing, hearing.standing);
  }

  /**
   * Whether restrictions that stand do so beside one more, which then stands, too: whether neither
   * it takes one of them nor one of them it. As {@link #effective} finds it, but takes time in
   * proportion to the number of those that are concurrent to it. No if it can't be told.
   *
   * @param standing all there are, that all stand
   */
  public static boolean standBeside(
      Restriction more,
      Collection<Restriction> standing,
      Concurrency concurrency,
      DelegatedSettings delegated) {
    return standing.stream()
        .filter(other -> concurrency.areConcurrent(other.id(), more.id()))
        .allMatch(
            other ->
                Restriction.ORDER.compare(other, more) < 0
                    ? other.effectOn(more.change(), delegated) instanceof Effect.Leaves
                    : more.effectOn(other.change(), delegated) instanceof Effect.Leaves);
  }

  /** Restrictions that stand and one more that does, in the order in which they are heard. */
  public static List<Restriction> inOrder(List<Restriction> standing, Restriction more) {
    int place = Collections.binarySearch(standing, more, Restriction.ORDER);
    List<Restriction> all = new ArrayList<>(standing);
    all.add(place < 0 ? -place - 1 : place, more);
    return all;
  }

  /**
   * What some restrictions do to an entry: the first that takes it does, in their order. What is
   * missing matters only if none does.
   *
   * @param standing those that stand
   */
  public static Effect effectOn(
      SignedEntry entry,
      List<Restriction> standing,
      Concurrency concurrency,
      DelegatedSettings delegated) {
    Set<Cid> missing = new HashSet<>();
    for (Restriction restriction : standing) {
      if (concurrency.areConcurrent(restriction.id(), entry.entry().id())) {
        Effect effect = restriction.effectOn(entry, delegated);
        if (effect instanceof Effect.Takes) {
          return effect;
        }
        if (effect instanceof Effect.Missing unknown) {
          missing.addAll(unknown.ids());
        }
      }
    }
    return missing.isEmpty() ? new Effect.Leaves() : new Effect.Missing(missing);
  }

  private void hear(Restriction next) {
    Effect effect = effectOn(next.change(), standing, concurrency, delegated);
    if (effect instanceof Effect.Missing unknown) {
      missing.addAll(unknown.ids());
    } else if (effect instanceof Effect.Leaves) {
      standing.add(next);
    }
  }
}
