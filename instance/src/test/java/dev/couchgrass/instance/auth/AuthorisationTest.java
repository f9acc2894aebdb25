package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.BOB;
import static dev.couchgrass.instance.auth.AuthWorld.CAROL;
import static dev.couchgrass.instance.auth.AuthWorld.MALLORY;
import static dev.couchgrass.instance.auth.AuthWorld.READ;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static dev.couchgrass.instance.auth.AuthWorld.allowed;
import static dev.couchgrass.instance.auth.AuthWorld.byGlobal;
import static dev.couchgrass.instance.auth.AuthWorld.byKey;
import static dev.couchgrass.instance.auth.AuthWorld.byName;
import static dev.couchgrass.instance.auth.AuthWorld.change;
import static dev.couchgrass.instance.auth.AuthWorld.check;
import static dev.couchgrass.instance.auth.AuthWorld.grant;
import static dev.couchgrass.instance.auth.AuthWorld.note;
import static dev.couchgrass.instance.auth.AuthWorld.problem;
import static dev.couchgrass.instance.auth.AuthWorld.put;
import static dev.couchgrass.instance.auth.AuthWorld.settings;
import static dev.couchgrass.instance.auth.AuthWorld.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AuthorisationTest {
  /** Alice and Bob are called the same; Carol reads. */
  private static final Doc SETTINGS =
      settings(
          put(ALICE, KeyGrant.of(TOP).withName("team")),
          put(BOB, KeyGrant.of(WRITE_5).withName("team")),
          grant(CAROL, READ));

  private static final Doc NAME = Doc.of("name", Value.of("notes"));

  private static Ruling again(SignedEntry signed, Doc settings) {
    return Authorisation.checkAgain(signed, settings, DelegatedSettings.NONE);
  }

  @Test
  @Tag("AUT-14")
  void aWriterWritesAndAnAdminChangesSettings() {
    assertEquals(allowed(ALICE, TOP), check(note().sign(ALICE), SETTINGS));
    assertEquals(allowed(BOB, WRITE_5), check(note().sign(BOB), SETTINGS));
    assertEquals(allowed(ALICE, TOP), check(change(NAME).sign(ALICE), SETTINGS));
    assertEquals(Optional.of(AuthProblem.NOT_A_WRITER), problem(note().sign(CAROL), SETTINGS));
    assertEquals(Optional.of(AuthProblem.NOT_AN_ADMIN), problem(change(NAME).sign(BOB), SETTINGS));
    assertEquals(Optional.of(AuthProblem.UNKNOWN_KEY), problem(note().sign(MALLORY), SETTINGS));
  }

  @Test
  @Tag("AUT-14")
  void whoTakesPartInTheSettingsIsAnAdminEvenIfNothingIsChanged() {
    EntryBuilder part =
        note().subtree(Subtree.of(StoreNames.SETTINGS).withParents(Set.of(AuthWorld.DATABASE)));
    assertEquals(allowed(ALICE, TOP), check(part.sign(ALICE), SETTINGS));
    assertEquals(Optional.of(AuthProblem.NOT_AN_ADMIN), problem(part.sign(BOB), SETTINGS));
  }

  @Test
  @Tag("AUT-13")
  void whoSaysToBeSomebodyElseIsRefused() {
    Entry forged = note().signer(byKey(ALICE)).sign(MALLORY);
    assertEquals(Optional.of(AuthProblem.BAD_SIGNATURE), problem(forged, SETTINGS));
    Entry named = note().signer(byName("team")).sign(MALLORY);
    assertEquals(Optional.of(AuthProblem.BAD_SIGNATURE), problem(named, SETTINGS));
    Doc open = settings(SETTINGS, AuthWorld.global(WRITE_5));
    Entry global = note().signer(byGlobal(ALICE)).sign(MALLORY);
    assertEquals(Optional.of(AuthProblem.BAD_SIGNATURE), problem(global, open));
    assertEquals(
        allowed(MALLORY, WRITE_5), check(note().signer(byGlobal(MALLORY)).sign(MALLORY), open));
  }

  @Test
  @Tag("AUT-6")
  @Tag("AUT-13")
  void ofSeveralKeysOfANameTheOneThatSignedCounts() {
    EntryBuilder note = note().signer(byName("team"));
    assertEquals(allowed(ALICE, TOP), check(note.sign(ALICE), SETTINGS));
    assertEquals(allowed(BOB, WRITE_5), check(note.sign(BOB), SETTINGS));
    // Bob is not what Alice is by having her name.
    EntryBuilder change = change(NAME).signer(byName("team"));
    assertEquals(allowed(ALICE, TOP), check(change.sign(ALICE), SETTINGS));
    assertFalse(check(change.sign(BOB), SETTINGS) instanceof Ruling.Allowed);
  }

  @Test
  @Tag("AUT-8")
  void aRevokedKeyWritesNothing() {
    Doc after = SETTINGS.merge(AuthSettings.of(SETTINGS).revoke(BOB.publicKey()));
    assertEquals(Optional.of(AuthProblem.REVOKED_KEY), problem(note().sign(BOB), after));
    Entry named = note().signer(byName("team")).sign(BOB);
    assertEquals(Optional.of(AuthProblem.BAD_SIGNATURE), problem(named, after));
  }

  @Test
  @Tag("AUT-17")
  void settingsThatAreNoDocumentAreRefused() {
    for (String data : new String[] {"", "{}", "[2,{}]", "[1,{} ]", "[1,[\"deleted\"]]"}) {
      Entry entry = change(data.getBytes(UTF_8), 1).sign(ALICE);
      assertEquals(Optional.of(AuthProblem.MALFORMED_SETTINGS), problem(entry, SETTINGS));
    }
  }

  @Test
  @Tag("AUT-15")
  void noOtherEntryIsAuthorisedByWhatItBrings() {
    Entry takeover = change(grant(MALLORY, TOP)).sign(MALLORY);
    assertEquals(Optional.of(AuthProblem.UNKNOWN_KEY), problem(takeover, SETTINGS));
    assertEquals(Optional.of(AuthProblem.UNKNOWN_KEY), problem(takeover, Doc.EMPTY));
    Entry escalation = change(grant(BOB, TOP)).sign(BOB);
    assertEquals(Optional.of(AuthProblem.NOT_AN_ADMIN), problem(escalation, SETTINGS));
  }

  /** Settings that lost who may do what let nobody in. */
  @Test
  @Tag("AUT-1")
  void settingsWithoutGrantsAllowNothing() {
    for (Doc settings : new Doc[] {Doc.EMPTY, NAME, AuthWorld.auth(Value.of("open"))}) {
      assertEquals(Optional.of(AuthProblem.UNKNOWN_KEY), problem(note().sign(ALICE), settings));
    }
  }

  @Test
  @Tag("AUT-24")
  void whatWasVerifiedIsAskedAgainByItsKey() {
    SignedEntry note = signed(note().signer(byName("team")), BOB);
    AuthSettings auth = AuthSettings.of(SETTINGS);
    assertEquals(allowed(BOB, WRITE_5), again(note, SETTINGS));
    Doc renamed = SETTINGS.merge(auth.rename(BOB.publicKey(), "bob"));
    assertEquals(allowed(BOB, WRITE_5), again(note, renamed));
    assertEquals(
        Optional.of(AuthProblem.REVOKED_KEY),
        problem(again(note, SETTINGS.merge(auth.revoke(BOB.publicKey())))));
    assertEquals(
        Optional.of(AuthProblem.NOT_A_WRITER),
        problem(again(note, SETTINGS.merge(grant(BOB, READ)))));
  }

  @Test
  @Tag("AUT-24")
  void whoActedByTheGrantToAllIsAskedAgainByIt() {
    SignedEntry note = signed(note().signer(byGlobal(MALLORY)), MALLORY);
    Doc open = settings(SETTINGS, AuthWorld.global(WRITE_5));
    assertEquals(allowed(MALLORY, WRITE_5), again(note, open));
    assertEquals(
        Optional.of(AuthProblem.NO_GLOBAL_GRANT),
        problem(again(note, open.merge(AuthSettings.NONE.removeGlobal()))));
    // A grant of its own would not be what it wrote by.
    assertEquals(
        Optional.of(AuthProblem.NO_GLOBAL_GRANT),
        problem(again(note, settings(SETTINGS, grant(MALLORY, TOP)))));
  }

  @Test
  void whatIsAskedAgainIsNotVerifiedAgain() {
    SignedEntry claimed = new SignedEntry(note().sign(MALLORY), BOB.publicKey());
    assertEquals(allowed(BOB, WRITE_5), again(claimed, SETTINGS));
  }

  @Test
  @Tag("AUT-26")
  void eachProblemHasWordsOfItsOwn() {
    Set<String> words = new HashSet<>();
    Arrays.stream(AuthProblem.values()).map(AuthProblem::message).forEach(words::add);
    assertEquals(AuthProblem.values().length, words.size());
    AuthRefusal plain = AuthRefusal.of(AuthProblem.NOT_A_WRITER);
    assertEquals("The key may not write", plain.reason());
    assertEquals(
        "The settings do not know the key that the entry names: bob",
        new AuthRefusal(AuthProblem.UNKNOWN_KEY, "bob").reason());
  }
}
