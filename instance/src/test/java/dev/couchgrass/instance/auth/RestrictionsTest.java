package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_5;
import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_9;
import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.BOB;
import static dev.couchgrass.instance.auth.AuthWorld.CAROL;
import static dev.couchgrass.instance.auth.AuthWorld.MALLORY;
import static dev.couchgrass.instance.auth.AuthWorld.OTHER;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static dev.couchgrass.instance.auth.AuthWorld.grant;
import static dev.couchgrass.instance.auth.AuthWorld.note;
import static dev.couchgrass.instance.auth.AuthWorld.revoked;
import static dev.couchgrass.instance.auth.AuthWorld.settings;
import static dev.couchgrass.instance.auth.AuthWorld.signed;
import static dev.couchgrass.instance.auth.AuthWorld.trust;
import static dev.couchgrass.instance.auth.Others.tip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.key.SigningKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RestrictionsTest {
  private static final Concurrency ALL = (one, other) -> !one.equals(other);
  private static final Concurrency NONE = (one, other) -> false;

  /** Four admins of one rank. */
  private static final Doc EQUALS =
      settings(
          grant(ALICE, ADMIN_5),
          grant(BOB, ADMIN_5),
          grant(CAROL, ADMIN_5),
          grant(MALLORY, ADMIN_5));

  private static Restriction revokes(SigningKey by, SigningKey whom, long height) {
    return AuthWorld.restriction(by, ADMIN_5, EQUALS, revoked(whom, ADMIN_5), height);
  }

  private static List<Restriction> standing(Concurrency concurrency, Restriction... all) {
    Standing standing = Restrictions.effective(List.of(all), concurrency, DelegatedSettings.NONE);
    return ((Standing.Known) standing).restrictions();
  }

  @Test
  @Tag("AUT-23")
  void ofTwoAdminsWhoRevokeEachOtherOneStands() {
    Restriction alices = revokes(ALICE, BOB, 7);
    Restriction bobs = revokes(BOB, ALICE, 7);
    Restriction first = alices.id().compareTo(bobs.id()) < 0 ? alices : bobs;
    assertEquals(List.of(first), standing(ALL, alices, bobs));
    assertEquals(List.of(first), standing(ALL, bobs, alices));
  }

  @Test
  @Tag("AUT-23")
  void theLowerOneIsHeardFirst() {
    Restriction alices = revokes(ALICE, BOB, 8);
    Restriction bobs = revokes(BOB, ALICE, 7);
    assertEquals(List.of(bobs), standing(ALL, alices, bobs));
    assertEquals(List.of(alices), standing(ALL, revokes(ALICE, BOB, 8), revokes(BOB, ALICE, 9)));
  }

  @Test
  @Tag("AUT-23")
  void theHigherRankIsHeardBeforeTheLowerHeight() {
    Doc before = settings(grant(ALICE, TOP), grant(BOB, ADMIN_5), grant(CAROL, ADMIN_9));
    Restriction alices = AuthWorld.restriction(ALICE, TOP, before, revoked(BOB, ADMIN_5), 1_000);
    Restriction bobs = AuthWorld.restriction(BOB, ADMIN_5, before, revoked(CAROL, ADMIN_9), 10);
    Restriction carols =
        AuthWorld.restriction(CAROL, ADMIN_9, before, revoked(MALLORY, ADMIN_9), 1);
    assertEquals(List.of(alices, carols), standing(ALL, carols, bobs, alices));
    assertEquals(List.of(bobs), standing(ALL, carols, bobs));
  }

  /** A revokes B, who revokes C, who revokes D: what a void one took, it did not take. */
  @Test
  @Tag("AUT-23")
  void whatIsTakenTakesNothing() {
    Restriction first = revokes(ALICE, BOB, 1);
    Restriction second = revokes(BOB, CAROL, 2);
    Restriction third = revokes(CAROL, MALLORY, 3);
    assertEquals(List.of(first, third), standing(ALL, third, second, first));
    assertEquals(List.of(second), standing(ALL, second, third));
  }

  @Test
  @Tag("AUT-22")
  @Tag("AUT-23")
  void whatKnowsOfItIsNotTaken() {
    Restriction alices = revokes(ALICE, BOB, 1);
    Restriction bobs = revokes(BOB, ALICE, 2);
    assertEquals(List.of(alices, bobs), standing(NONE, bobs, alices));
  }

  @Test
  @Tag("AUT-23")
  void oneThatIsGivenTwiceIsHeardOnce() {
    Restriction alices = revokes(ALICE, BOB, 1);
    assertEquals(List.of(alices), standing(ALL, alices, revokes(ALICE, BOB, 1)));
    assertTrue(standing(ALL).isEmpty());
  }

  @Test
  @Tag("AUT-22")
  void anEntryIsTakenByAnyThatStandsAndIsConcurrent() {
    List<Restriction> standing = List.of(revokes(ALICE, BOB, 1), revokes(ALICE, CAROL, 1));
    SignedEntry carols = signed(note(), CAROL);
    SignedEntry mallorys = signed(note(), MALLORY);
    assertTrue(
        Restrictions.effectOn(carols, standing, ALL, DelegatedSettings.NONE)
            instanceof Effect.Takes);
    assertEquals(
        new Effect.Leaves(), Restrictions.effectOn(carols, standing, NONE, DelegatedSettings.NONE));
    assertEquals(
        new Effect.Leaves(),
        Restrictions.effectOn(mallorys, standing, ALL, DelegatedSettings.NONE));
  }

  @Test
  @Tag("AUT-12")
  void whatIsMissingMattersOnlyIfNothingElseTakes() {
    Others others = new Others().with(OTHER, grant(MALLORY, WRITE_5));
    Doc before =
        settings(
            grant(ALICE, TOP), grant(BOB, TOP), trust(OTHER, Bounds.upTo(ADMIN_5), tip(OTHER, 0)));
    Doc unknown = trust(OTHER, Bounds.upTo(ADMIN_5), tip(OTHER, 9));
    Restriction raises = AuthWorld.restriction(ALICE, TOP, before, unknown, 1);
    Restriction removes =
        AuthWorld.restriction(ALICE, TOP, before, AuthSettings.NONE.removeDelegation(OTHER), 2);
    DelegationStep step = DelegationStep.of(OTHER, List.of(tip(OTHER, 0)));
    SigKey there = new SigKey.Delegated(List.of(step), new KeyHint.ByKey(MALLORY.publicKey()));
    SignedEntry entry = signed(note().signer(there), MALLORY);
    assertEquals(
        new Effect.Missing(Set.of(tip(OTHER, 9))),
        Restrictions.effectOn(entry, List.of(raises), ALL, others));
    assertTrue(
        Restrictions.effectOn(entry, List.of(raises, removes), ALL, others)
            instanceof Effect.Takes);
  }

  @Test
  @Tag("AUT-12")
  void whichStandIsNotKnownWhileSomethingIsMissing() {
    Others others = new Others().with(OTHER, grant(MALLORY, TOP));
    Doc before =
        settings(
            grant(ALICE, TOP),
            grant(BOB, WRITE_5),
            trust(OTHER, Bounds.upTo(ADMIN_5), tip(OTHER, 0)));
    Doc unknown = trust(OTHER, Bounds.upTo(ADMIN_5), tip(OTHER, 9));
    Restriction raises = AuthWorld.restriction(ALICE, TOP, before, unknown, 1);
    DelegationStep step = DelegationStep.of(OTHER, List.of(tip(OTHER, 0)));
    SigKey there = new SigKey.Delegated(List.of(step), new KeyHint.ByKey(MALLORY.publicKey()));
    Doc data = revoked(BOB, WRITE_5);
    SignedEntry change = signed(AuthWorld.change(data).signer(there), MALLORY);
    Restriction revokes = new Restriction(change, ADMIN_5, before, before.merge(data));
    assertEquals(
        new Standing.Missing(Set.of(tip(OTHER, 9)), List.of(raises)),
        Restrictions.effective(List.of(raises, revokes), ALL, others));
  }
}
