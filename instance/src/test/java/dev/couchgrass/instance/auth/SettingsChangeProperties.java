package dev.couchgrass.instance.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.SigningKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/** What keys that rank below Alice can come to, whatever they try. */
class SettingsChangeProperties {
  private static final Permission HIGHEST = new Permission.Admin(1);
  private static final Doc BEGINNING =
      AuthWorld.settings(
          AuthWorld.grant(AuthWorld.ALICE, AuthWorld.TOP),
          AuthWorld.grant(AuthWorld.BOB, HIGHEST),
          AuthWorld.grant(AuthWorld.CAROL, new Permission.Admin(2)),
          AuthWorld.grant(AuthWorld.MALLORY, new Permission.Write(0)),
          AuthWorld.trust(AuthWorld.THIRD, Bounds.upTo(AuthWorld.TOP), AuthWorld.THIRD));

  /** An attempt of one of the others. */
  record Attempt(SigningKey by, Doc data) {}

  @Provide
  Arbitrary<List<Attempt>> attempts() {
    Arbitrary<SigningKey> others =
        Arbitraries.of(AuthWorld.BOB, AuthWorld.CAROL, AuthWorld.MALLORY);
    Arbitrary<Doc> data =
        Arbitraries.frequencyOf(
            Tuple.of(6, RandomAuth.changes()),
            Tuple.of(2, parts()),
            Tuple.of(1, RandomAuth.settings().map(Doc::atomic)),
            Tuple.of(1, RandomAuth.hostile()));
    return Combinators.combine(others, data)
        .as(Attempt::new)
        .list()
        .ofMaxSize(12)
        .withoutEdgeCases();
  }

  private static Arbitrary<Doc> parts() {
    Arbitrary<Value> part =
        Arbitraries.oneOf(
            Arbitraries.of("Admin", "Write").map(type -> Doc.of("type", Value.of(type))),
            Arbitraries.longs().between(0, 2).map(number -> Doc.of("priority", Value.of(number))));
    return Combinators.combine(RandomAuth.keys(), part)
        .as(
            (key, form) ->
                AuthWorld.item("keys", key.publicKey().toString(), Doc.of("permissions", form)));
  }

  /** Whether settings let a key do what it tries. */
  private static boolean isAllowed(Attempt attempt, Doc settings) {
    return AuthSettings.of(settings)
        .key(attempt.by().publicKey())
        .filter(grant -> grant.isActive() && grant.permission().canAdmin())
        .filter(
            grant ->
                new SettingsChange(settings, attempt.data()).refusal(grant.permission()).isEmpty())
        .isPresent();
  }

  /** The attempts that succeed one after another, from the beginning. */
  private static List<Doc> successes(List<Attempt> attempts) {
    List<Doc> succeeded = new ArrayList<>();
    Doc settings = BEGINNING;
    for (Attempt attempt : attempts) {
      if (isAllowed(attempt, settings)) {
        succeeded.add(attempt.data());
        settings = settings.merge(attempt.data());
      }
    }
    return succeeded;
  }

  private static void assertNobodyRose(Doc settings) {
    AuthSettings auth = AuthSettings.of(settings);
    AuthSettings before = AuthSettings.of(BEGINNING);
    assertTrue(AuthSettings.isIntact(settings));
    assertEquals(before.key(AuthWorld.ALICE.publicKey()), auth.key(AuthWorld.ALICE.publicKey()));
    assertEquals(before.delegation(AuthWorld.THIRD), auth.delegation(AuthWorld.THIRD));
    List<Permission> granted = new ArrayList<>();
    auth.global().ifPresent(grant -> granted.add(grant.permission()));
    auth.keys()
        .forEach(
            (key, grant) -> {
              if (!key.equals(AuthWorld.ALICE.publicKey())) {
                granted.add(grant.permission());
              }
            });
    auth.delegations()
        .forEach(
            (id, trust) -> {
              if (!id.equals(AuthWorld.THIRD)) {
                granted.add(trust.bounds().max());
              }
            });
    assertTrue(granted.stream().allMatch(HIGHEST::covers), granted::toString);
  }

  @Property(tries = 400)
  @Tag("AUT-18")
  @Tag("AUT-19")
  @Tag("AUT-20")
  void nobodyComesToMoreThanTheHighestOfThoseWhoSigned(@ForAll("attempts") List<Attempt> attempts) {
    Doc settings = BEGINNING;
    for (Doc data : successes(attempts)) {
      settings = settings.merge(data);
      assertNobodyRose(settings);
    }
  }

  /** Two lines of changes that know nothing of each other, merged in an order that mixes them. */
  @Property(tries = 400)
  @Tag("AUT-18")
  @Tag("AUT-19")
  void nobodyComesToMoreByMergingWhatWasAllowedApart(
      @ForAll("attempts") List<Attempt> one,
      @ForAll("attempts") List<Attempt> other,
      @ForAll long order) {
    List<Doc> mixed = mix(successes(one), successes(other), order);
    Doc settings = BEGINNING.merge(Doc.fold(mixed));
    assertNobodyRose(settings);
    assertEquals(lastGrants(mixed), grants(settings));
  }

  private static List<Doc> mix(List<Doc> one, List<Doc> other, long order) {
    List<Doc> mixed = new ArrayList<>();
    int i = 0;
    int j = 0;
    for (int bit = 0; i < one.size() || j < other.size(); bit++) {
      boolean first = j == other.size() || (i < one.size() && (order >> bit & 1) == 1);
      mixed.add(first ? one.get(i++) : other.get(j++));
    }
    return mixed;
  }

  /** By the keys' texts, what the last change that names it says of each: never a mixture. */
  private static Map<String, KeyGrant> lastGrants(List<Doc> changes) {
    Map<String, KeyGrant> last = new HashMap<>(grants(BEGINNING));
    for (Doc change : changes) {
      for (SigningKey key : AuthWorld.ALL) {
        String name = key.publicKey().toString();
        Doc keys = Forms.docOrEmpty(Forms.docOrEmpty(change, "auth"), "keys");
        if (keys.isTombstone(name) || keys.get(name).isPresent()) {
          Optional<KeyGrant> grant = keys.get(name).flatMap(KeyGrantForm::read);
          last.remove(name);
          grant.ifPresent(it -> last.put(name, it));
        }
      }
    }
    return last;
  }

  private static Map<String, KeyGrant> grants(Doc settings) {
    Map<String, KeyGrant> grants = new HashMap<>();
    AuthSettings.of(settings).keys().forEach((key, it) -> grants.put(key.toString(), it));
    return grants;
  }
}
