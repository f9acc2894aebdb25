package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_5;
import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_9;
import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.BOB;
import static dev.couchgrass.instance.auth.AuthWorld.OTHER;
import static dev.couchgrass.instance.auth.AuthWorld.READ;
import static dev.couchgrass.instance.auth.AuthWorld.THIRD;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static dev.couchgrass.instance.auth.AuthWorld.candidate;
import static dev.couchgrass.instance.auth.AuthWorld.grant;
import static dev.couchgrass.instance.auth.AuthWorld.revoked;
import static dev.couchgrass.instance.auth.AuthWorld.settings;
import static dev.couchgrass.instance.auth.AuthWorld.trust;
import static dev.couchgrass.instance.auth.Others.tip;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.hash.Cid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DelegatedSignerTest {
  private static final Cid FIRST = tip(OTHER, 0);
  private static final Cid SECOND = tip(OTHER, 1);

  /** Bob is known there, and revoked later. */
  private static final Others OTHERS =
      new Others().with(OTHER, grant(BOB, ADMIN_5), revoked(BOB, ADMIN_5));

  private static SigKey bob(DelegationStep... path) {
    return new SigKey.Delegated(List.of(path), new KeyHint.ByKey(BOB.publicKey()));
  }

  private static DelegationStep step(Cid database, Cid... tips) {
    return DelegationStep.of(database, List.of(tips));
  }

  private static Resolution resolve(SigKey signer, Doc settings, DelegatedSettings others) {
    return SignerResolution.resolve(signer, AuthSettings.of(settings), others);
  }

  private static Resolution refused(AuthProblem problem, String detail) {
    return new Resolution.Refused(new AuthRefusal(problem, detail));
  }

  private static Resolution found(Permission permission) {
    return new Resolution.Candidates(List.of(candidate(BOB, permission)));
  }

  @Test
  @Tag("AUT-9")
  void theSettingsMustTrustTheDatabase() {
    SigKey bob = bob(step(OTHER, FIRST));
    Doc trusting = trust(OTHER, Bounds.upTo(TOP), FIRST);
    assertEquals(found(ADMIN_5), resolve(bob, trusting, OTHERS));
    Doc another = trust(THIRD, Bounds.upTo(TOP), FIRST);
    assertEquals(
        refused(AuthProblem.UNKNOWN_DELEGATION, OTHER.toString()), resolve(bob, another, OTHERS));
    // What is granted to the key here is for those that do not take the way by there.
    Doc direct = grant(BOB, TOP);
    assertEquals(
        refused(AuthProblem.UNKNOWN_DELEGATION, OTHER.toString()), resolve(bob, direct, OTHERS));
  }

  @Test
  @Tag("AUT-8")
  @Tag("AUT-9")
  void theSettingsThereAreThoseOfTheTips() {
    Doc trusting = trust(OTHER, Bounds.upTo(TOP), FIRST);
    assertEquals(
        refused(AuthProblem.REVOKED_KEY, BOB.publicKey().toString()),
        resolve(bob(step(OTHER, SECOND)), trusting, OTHERS));
    assertEquals(
        refused(AuthProblem.REVOKED_KEY, BOB.publicKey().toString()),
        resolve(bob(step(OTHER, FIRST, SECOND)), trusting, OTHERS));
  }

  @Test
  @Tag("AUT-10")
  void tipsBelowTheFloorAreRefused() {
    Doc raised = trust(OTHER, Bounds.upTo(TOP), SECOND);
    assertEquals(
        refused(AuthProblem.BELOW_FLOOR, OTHER.toString()),
        resolve(bob(step(OTHER, FIRST)), raised, OTHERS));
  }

  @Test
  @Tag("AUT-12")
  void whatIsNotHereIsNoRefusal() {
    SigKey bob = bob(step(OTHER, FIRST));
    Doc trusting = trust(OTHER, Bounds.upTo(TOP), FIRST);
    assertEquals(new Resolution.Missing(Set.of(FIRST)), resolve(bob, trusting, new Others()));
    Cid unknown = tip(OTHER, 2);
    Doc higher = trust(OTHER, Bounds.upTo(TOP), unknown);
    assertEquals(new Resolution.Missing(Set.of(unknown)), resolve(bob, higher, OTHERS));
    assertEquals(
        new Resolution.Missing(Set.of(unknown)),
        resolve(bob(step(OTHER, FIRST, unknown)), trusting, OTHERS));
    Entry entry = AuthWorld.note().signer(bob).sign(BOB);
    assertEquals(
        new Ruling.Missing(Set.of(FIRST)), Authorisation.check(entry, trusting, new Others()));
  }

  @Test
  @Tag("AUT-12")
  @Tag("AUT-13")
  void whatIsForgedIsRefusedAtOnce() {
    Doc trusting = trust(OTHER, Bounds.upTo(TOP), FIRST);
    SigKey bob = bob(step(OTHER, FIRST));
    Entry forged = AuthWorld.note().signer(bob).sign(ALICE);
    assertEquals(
        Optional.of(AuthProblem.BAD_SIGNATURE),
        AuthWorld.problem(Authorisation.check(forged, trusting, new Others())));
    // Whose name that is, the missing settings tell.
    SigKey named = new SigKey.Delegated(List.of(step(OTHER, FIRST)), new KeyHint.ByName("bob"));
    Entry somebodys = AuthWorld.note().signer(named).sign(ALICE);
    assertEquals(
        new Ruling.Missing(Set.of(FIRST)), Authorisation.check(somebodys, trusting, new Others()));
  }

  @Test
  @Tag("AUT-11")
  void theBoundsOfAllStepsCount() {
    Others others =
        new Others()
            .with(OTHER, trust(THIRD, Bounds.upTo(ADMIN_5).withMin(READ), tip(THIRD, 0)))
            .with(THIRD, grant(BOB, TOP), grant(BOB, READ));
    Doc narrow = trust(OTHER, Bounds.upTo(ADMIN_9).withMin(WRITE_5), FIRST);
    Doc wide = trust(OTHER, Bounds.upTo(TOP), FIRST);
    SigKey top = bob(step(OTHER, FIRST), step(THIRD, tip(THIRD, 0)));
    SigKey least = bob(step(OTHER, FIRST), step(THIRD, tip(THIRD, 1)));
    assertEquals(found(ADMIN_9), resolve(top, narrow, others));
    assertEquals(found(ADMIN_5), resolve(top, wide, others));
    assertEquals(found(WRITE_5), resolve(least, narrow, others));
    assertEquals(found(READ), resolve(least, wide, others));
  }

  @Test
  @Tag("AUT-9")
  void eachDatabaseIsTrustedByTheOneBefore() {
    Others others =
        new Others()
            .with(OTHER, Doc.EMPTY, trust(THIRD, Bounds.upTo(TOP), tip(THIRD, 0)))
            .with(THIRD, grant(BOB, ADMIN_5));
    SigKey early = bob(step(OTHER, FIRST), step(THIRD, tip(THIRD, 0)));
    SigKey late = bob(step(OTHER, SECOND), step(THIRD, tip(THIRD, 0)));
    // That these settings trust the last one does not help on a way by another.
    Doc both =
        settings(
            trust(OTHER, Bounds.upTo(TOP), FIRST), trust(THIRD, Bounds.upTo(TOP), tip(THIRD, 0)));
    assertEquals(
        refused(AuthProblem.UNKNOWN_DELEGATION, THIRD.toString()), resolve(early, both, others));
    assertEquals(found(ADMIN_5), resolve(late, both, others));
  }

  @Test
  @Tag("AUT-11")
  @Tag("AUT-14")
  void anEntryIsHeldToTheBounds() {
    SigKey bob = bob(step(OTHER, FIRST));
    Entry change = AuthWorld.change(grant(BOB, WRITE_5)).signer(bob).sign(BOB);
    Entry note = AuthWorld.note().signer(bob).sign(BOB);
    Doc writer = trust(OTHER, Bounds.upTo(WRITE_5), FIRST);
    Doc reader = trust(OTHER, Bounds.upTo(READ), FIRST);
    Doc admin = trust(OTHER, Bounds.upTo(ADMIN_9), FIRST);
    assertEquals(
        Optional.of(AuthProblem.NOT_AN_ADMIN),
        AuthWorld.problem(Authorisation.check(change, writer, OTHERS)));
    assertEquals(AuthWorld.allowed(BOB, WRITE_5), Authorisation.check(note, writer, OTHERS));
    assertEquals(
        Optional.of(AuthProblem.NOT_A_WRITER),
        AuthWorld.problem(Authorisation.check(note, reader, OTHERS)));
    assertEquals(AuthWorld.allowed(BOB, ADMIN_9), Authorisation.check(change, admin, OTHERS));
    Entry raises = AuthWorld.change(grant(BOB, ADMIN_5)).signer(bob).sign(BOB);
    assertEquals(
        Optional.of(AuthProblem.GRANTS_TOO_MUCH),
        AuthWorld.problem(Authorisation.check(raises, admin, OTHERS)));
  }
}
