package dev.couchgrass.instance.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.key.SigningKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

class RestrictionsProperties {
  private static final DelegatedSettings NONE = DelegatedSettings.NONE;

  /** Something that a key writes: a change of settings, or else a note. */
  record Written(SigningKey by, Optional<Doc> data, int height) {
    SignedEntry sign() {
      EntryBuilder builder =
          data.map(change -> AuthWorld.change(change, height))
              .orElseGet(() -> AuthWorld.note("at " + height));
      return AuthWorld.signed(builder, by);
    }
  }

  @Provide
  Arbitrary<Doc> beginnings() {
    Arbitrary<Permission> ranks = Arbitraries.longs().between(0, 2).map(Permission.Admin::new);
    return ranks
        .list()
        .ofSize(AuthWorld.ALL.size())
        .map(
            list -> {
              Doc settings = AuthWorld.global(AuthWorld.WRITE_5);
              for (int i = 0; i < list.size(); i++) {
                settings = settings.merge(AuthWorld.grant(AuthWorld.ALL.get(i), list.get(i)));
              }
              return settings;
            });
  }

  private static Arbitrary<Doc> changes() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, RandomAuth.keys().map(key -> AuthWorld.revoked(key, new Permission.Admin(2)))),
        Tuple.of(
            3,
            Combinators.combine(RandomAuth.keys(), Arbitraries.longs().between(0, 4))
                .as((key, rank) -> AuthWorld.grant(key, new Permission.Admin(rank)))),
        Tuple.of(2, RandomAuth.changes()));
  }

  @Provide
  Arbitrary<Written> written() {
    return Combinators.combine(
            RandomAuth.keys(), changes().optional(0.8), Arbitraries.integers().between(1, 3))
        .as(Written::new);
  }

  @Provide
  Arbitrary<List<Written>> many() {
    return written().list().ofMaxSize(6).withoutEdgeCases();
  }

  /** Those of the changes that the beginning allows, as restrictions of it. */
  private static List<Restriction> restrictions(Doc beginning, List<Written> many) {
    List<Restriction> found = new ArrayList<>();
    for (Written written : many) {
      if (written.data().isPresent()) {
        SignedEntry entry = written.sign();
        if (Authorisation.check(entry.entry(), beginning, NONE) instanceof Ruling.Allowed ruling) {
          Doc after = beginning.merge(written.data().get());
          found.add(new Restriction(entry, ruling.permission(), beginning, after));
        }
      }
    }
    return found;
  }

  private static Concurrency concurrency(boolean all, long seed) {
    return (one, other) ->
        !one.equals(other)
            && (all || ((one.hashCode() ^ other.hashCode() ^ seed) * 0x9e3779b97f4a7c15L) < 0);
  }

  private static List<Restriction> standing(List<Restriction> all, Concurrency concurrency) {
    return ((Standing.Known) Restrictions.effective(all, concurrency, NONE)).restrictions();
  }

  @Property(tries = 300)
  @Tag("AUT-23")
  void whichStandDoesNotDependOnTheOrderInWhichTheyCame(
      @ForAll("beginnings") Doc beginning,
      @ForAll("many") List<Written> many,
      @ForAll boolean all,
      @ForAll long seed) {
    List<Restriction> restrictions = restrictions(beginning, many);
    Concurrency concurrency = concurrency(all, seed);
    List<Restriction> expected = standing(restrictions, concurrency);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(restrictions, new Random(seed + i));
      assertEquals(expected, standing(restrictions, concurrency));
    }
  }

  /** What stands is not taken by what stands and was heard before it, and all else is. */
  @Property(tries = 300)
  @Tag("AUT-23")
  void whatStandsIsWhatNothingBeforeItThatStandsTakes(
      @ForAll("beginnings") Doc beginning,
      @ForAll("many") List<Written> many,
      @ForAll boolean all,
      @ForAll long seed) {
    List<Restriction> restrictions = restrictions(beginning, many);
    Concurrency concurrency = concurrency(all, seed);
    List<Restriction> standing = standing(restrictions, concurrency);
    for (Restriction one : restrictions) {
      boolean taken =
          standing.stream()
              .filter(other -> comesBefore(other, one))
              .filter(other -> concurrency.areConcurrent(other.id(), one.id()))
              .anyMatch(other -> other.effectOn(one.change(), NONE) instanceof Effect.Takes);
      assertEquals(!taken, standing.contains(one));
    }
  }

  /** One more beside those that all stand is as if all were heard. */
  @Property(tries = 500)
  @Tag("AUT-23")
  void whoStandsBesideTheOthersIsHeardAsAmongThem(
      @ForAll("beginnings") Doc beginning,
      @ForAll("many") List<Written> many,
      @ForAll boolean all,
      @ForAll long seed) {
    Concurrency concurrency = concurrency(all, seed);
    List<Restriction> stood = List.of();
    for (Restriction more : restrictions(beginning, many)) {
      if (!stood.contains(more)) {
        List<Restriction> together = Restrictions.inOrder(stood, more);
        boolean beside = Restrictions.standBeside(more, stood, concurrency, NONE);
        assertEquals(standing(together, concurrency).equals(together), beside);
        stood = beside ? together : stood;
      }
    }
  }

  private static boolean comesBefore(Restriction former, Restriction latter) {
    if (!former.rank().equals(latter.rank())) {
      return former.rank().covers(latter.rank());
    }
    return former.height() != latter.height()
        ? former.height() < latter.height()
        : former.id().compareTo(latter.id()) < 0;
  }

  @Property(tries = 500)
  @Tag("AUT-25")
  void nothingIsTakenFromWhoRanksHigher(
      @ForAll("beginnings") Doc beginning,
      @ForAll("many") List<Written> many,
      @ForAll("written") Written written) {
    SignedEntry entry = written.sign();
    if (Authorisation.check(entry.entry(), beginning, NONE) instanceof Ruling.Allowed ruling) {
      for (Restriction restriction : restrictions(beginning, many)) {
        if (!restriction.rank().covers(ruling.permission())) {
          assertEquals(new Effect.Leaves(), restriction.effectOn(entry, NONE));
        }
      }
    }
  }

  /** The quick look at a change never overlooks what the slow one sees. */
  @Property(tries = 500)
  @Tag("AUT-22")
  void isTakenIfItWasAllowedBeforeAndIsNotAfter(
      @ForAll("beginnings") Doc beginning,
      @ForAll("many") List<Written> many,
      @ForAll("written") Written written) {
    SignedEntry entry = written.sign();
    for (Restriction restriction : restrictions(beginning, many)) {
      Doc after = beginning.merge(Doc.decode(data(restriction)));
      boolean before = Authorisation.checkAgain(entry, beginning, NONE) instanceof Ruling.Allowed;
      boolean then = Authorisation.checkAgain(entry, after, NONE) instanceof Ruling.Allowed;
      boolean taken = restriction.effectOn(entry, NONE) instanceof Effect.Takes;
      assertEquals(before && !then, taken);
    }
  }

  private static byte[] data(Restriction restriction) {
    return restriction.change().entry().data("_settings").orElseThrow();
  }

  @Property(tries = 500)
  @Tag("AUT-22")
  void whereNobodyMayDoLessNothingIsLowered(
      @ForAll("beginnings") Doc beginning, @ForAll("many") List<Written> many) {
    for (Restriction restriction : restrictions(beginning, many)) {
      AuthSettings before = AuthSettings.of(beginning);
      AuthSettings after = AuthSettings.of(beginning.merge(Doc.decode(data(restriction))));
      boolean less =
          AuthWorld.ALL.stream().anyMatch(key -> active(before, key) > active(after, key));
      assertTrue(!less || Lowering.between(before, after));
    }
  }

  private static long active(AuthSettings settings, SigningKey key) {
    return settings
        .key(key.publicKey())
        .filter(KeyGrant::isActive)
        .map(grant -> grant.permission().rank())
        .orElse(-1L);
  }
}
