package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_5;
import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_9;
import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.BOB;
import static dev.couchgrass.instance.auth.AuthWorld.CAROL;
import static dev.couchgrass.instance.auth.AuthWorld.MALLORY;
import static dev.couchgrass.instance.auth.AuthWorld.OTHER;
import static dev.couchgrass.instance.auth.AuthWorld.READ;
import static dev.couchgrass.instance.auth.AuthWorld.THIRD;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static dev.couchgrass.instance.auth.AuthWorld.allowed;
import static dev.couchgrass.instance.auth.AuthWorld.auth;
import static dev.couchgrass.instance.auth.AuthWorld.change;
import static dev.couchgrass.instance.auth.AuthWorld.check;
import static dev.couchgrass.instance.auth.AuthWorld.global;
import static dev.couchgrass.instance.auth.AuthWorld.grant;
import static dev.couchgrass.instance.auth.AuthWorld.item;
import static dev.couchgrass.instance.auth.AuthWorld.problem;
import static dev.couchgrass.instance.auth.AuthWorld.removed;
import static dev.couchgrass.instance.auth.AuthWorld.revoked;
import static dev.couchgrass.instance.auth.AuthWorld.settings;
import static dev.couchgrass.instance.auth.AuthWorld.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Tombstone;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All by Bob, who is an admin, and outranked by Alice. */
class SettingsChangeTest {
  private static final Doc BEFORE =
      settings(
          grant(ALICE, TOP),
          grant(BOB, ADMIN_5),
          grant(CAROL, ADMIN_9),
          trust(THIRD, Bounds.upTo(TOP), THIRD));

  private static final AuthSettings AUTH = AuthSettings.of(BEFORE);

  private static Optional<AuthProblem> byBob(Doc data) {
    return problem(check(change(data).sign(BOB), BEFORE));
  }

  static List<Named<Doc>> mayDo() {
    return List.of(
        Named.of("grant less", grant(MALLORY, WRITE_5)),
        Named.of("grant as much", grant(MALLORY, ADMIN_5)),
        Named.of("lower a lower key", grant(CAROL, READ)),
        Named.of("raise a key to as much", grant(CAROL, ADMIN_5)),
        Named.of("revoke a lower key", AUTH.revoke(CAROL.publicKey())),
        Named.of("rename a lower key", AUTH.rename(CAROL.publicKey(), "carol")),
        Named.of("remove a lower key", removed(CAROL)),
        Named.of("lower itself", grant(BOB, WRITE_5)),
        Named.of("revoke itself", AUTH.revoke(BOB.publicKey())),
        Named.of("remove itself", removed(BOB)),
        Named.of("remove what is not there", removed(MALLORY)),
        Named.of("grant to all", global(ADMIN_5)),
        Named.of("remove no grant to all", AUTH.removeGlobal()),
        Named.of("trust", trust(OTHER, Bounds.upTo(ADMIN_5).withMin(ADMIN_5), OTHER)),
        Named.of("trust nobody", AUTH.removeDelegation(OTHER)),
        Named.of("leave all as it is", auth(Doc.EMPTY)),
        Named.of("name the database", Doc.of("name", Value.of("hay"))));
  }

  @ParameterizedTest
  @MethodSource("mayDo")
  @Tag("AUT-20")
  @Tag("AUT-21")
  void anAdminChangesWhatDoesNotRankHigher(Doc data) {
    assertEquals(allowed(BOB, ADMIN_5), check(change(data).sign(BOB), BEFORE));
  }

  static List<Named<Doc>> outranked() {
    return List.of(
        Named.of("lower", grant(ALICE, ADMIN_9)),
        Named.of("lower to as much", grant(ALICE, ADMIN_5)),
        Named.of("revoke", AUTH.revoke(ALICE.publicKey())),
        Named.of("rename", AUTH.rename(ALICE.publicKey(), "bob")),
        Named.of("remove", removed(ALICE)),
        Named.of("break", item("keys", ALICE.publicKey().toString(), Value.of("Admin"))),
        Named.of("write as it is", grant(ALICE, TOP)),
        Named.of("trust less", trust(THIRD, Bounds.upTo(READ), THIRD)),
        Named.of("trust later", trust(THIRD, Bounds.upTo(TOP), OTHER)),
        Named.of("do not trust", AUTH.removeDelegation(THIRD)));
  }

  @ParameterizedTest
  @MethodSource("outranked")
  @Tag("AUT-20")
  void whatRanksHigherIsNotChanged(Doc data) {
    assertEquals(Optional.of(AuthProblem.OUTRANKED), byBob(data));
    assertEquals(allowed(ALICE, TOP), check(change(data).sign(ALICE), BEFORE));
  }

  static List<Named<Doc>> tooMuch() {
    return List.of(
        Named.of("to itself", grant(BOB, new Permission.Admin(4))),
        Named.of("to another", grant(CAROL, TOP)),
        Named.of("to a new key", grant(MALLORY, TOP)),
        Named.of("to be activated later", revoked(MALLORY, TOP)),
        Named.of("to all", global(TOP)),
        Named.of("to another database", trust(OTHER, Bounds.upTo(TOP), OTHER)),
        Named.of("to what is no key", item("keys", "root", KeyGrantForm.write(KeyGrant.of(TOP)))),
        Named.of("at most", trust(OTHER, Bounds.upTo(TOP).withMin(READ), OTHER)),
        Named.of("together with less", settings(grant(CAROL, READ), grant(MALLORY, TOP))));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  @Tag("AUT-20")
  void nobodyGrantsMoreThanHeHas(Doc data) {
    assertEquals(Optional.of(AuthProblem.GRANTS_TOO_MUCH), byBob(data));
    assertEquals(allowed(ALICE, TOP), check(change(data).sign(ALICE), BEFORE));
  }

  @Test
  @Tag("AUT-20")
  void aRevokedGrantRanksAsItDid() {
    Doc before = settings(BEFORE, revoked(MALLORY, TOP));
    for (Doc data : new Doc[] {grant(MALLORY, READ), removed(MALLORY)}) {
      assertEquals(
          Optional.of(AuthProblem.OUTRANKED), problem(check(change(data).sign(BOB), before)));
    }
  }

  @Test
  @Tag("AUT-20")
  void theGrantToAllRanksAsAKeyDoes() {
    Doc before = settings(BEFORE, global(TOP));
    Doc narrower = settings(BEFORE, global(ADMIN_5));
    Doc removal = AUTH.removeGlobal();
    assertEquals(
        Optional.of(AuthProblem.OUTRANKED), problem(check(change(removal).sign(BOB), before)));
    assertEquals(allowed(BOB, ADMIN_5), check(change(removal).sign(BOB), narrower));
  }

  static List<Named<Doc>> replacing() {
    Doc inner = Doc.of("keys", Doc.EMPTY.atomic());
    Doc whole = Doc.of("auth", AUTH.auth().atomic());
    return List.of(
        Named.of("remove all", auth(Tombstone.TOMBSTONE)),
        Named.of("put something else", auth(Value.of("open"))),
        Named.of("replace with nothing", auth(Doc.EMPTY.atomic())),
        Named.of("replace with the same", whole),
        Named.of("replace the settings", BEFORE.atomic()),
        Named.of("replace the settings by none", Doc.EMPTY.atomic()),
        Named.of("replace the keys", auth(inner)),
        Named.of("remove the keys", auth(Doc.of("keys", Tombstone.TOMBSTONE))),
        Named.of("put no keys", auth(Doc.of("keys", Value.of(0)))),
        Named.of("remove trust", auth(Doc.of("delegations", Tombstone.TOMBSTONE))),
        Named.of("replace trust", auth(Doc.of("delegations", Doc.EMPTY.atomic()))));
  }

  @ParameterizedTest
  @MethodSource("replacing")
  @Tag("AUT-18")
  void nobodyReplacesTheWhole(Doc data) {
    assertEquals(Optional.of(AuthProblem.AUTH_REPLACED), byBob(data));
    assertEquals(
        Optional.of(AuthProblem.AUTH_REPLACED), problem(check(change(data).sign(ALICE), BEFORE)));
  }

  static List<Named<Doc>> parts() {
    Doc priority = Doc.of("permissions", Doc.of("priority", Value.of(9)));
    return List.of(
        Named.of("of a key", item("keys", CAROL.publicKey().toString(), priority)),
        Named.of("of a new key", item("keys", MALLORY.publicKey().toString(), priority)),
        Named.of("of the grant to all", auth(Doc.of("global", priority))),
        Named.of("of trust", item("delegations", OTHER.toString(), priority)));
  }

  @ParameterizedTest
  @MethodSource("parts")
  @Tag("AUT-19")
  void nobodyChangesAPart(Doc data) {
    assertEquals(Optional.of(AuthProblem.PART_OF_GRANT), byBob(data));
  }

  /** Each half is less than what Bob has; together they are what Alice has. */
  @Test
  @Tag("AUT-19")
  void twoHalvesThatWouldMakeMoreAreRefused() {
    Doc before = settings(BEFORE, grant(CAROL, new Permission.Write(9)));
    String key = CAROL.publicKey().toString();
    Doc type = item("keys", key, Doc.of("permissions", Doc.of("type", Value.of("Admin"))));
    Doc priority = item("keys", key, Doc.of("permissions", Doc.of("priority", Value.of(0))));
    assertEquals(Optional.of(TOP), rank(before.merge(type).merge(priority), CAROL));
    for (Doc half : new Doc[] {type, priority}) {
      assertEquals(
          Optional.of(AuthProblem.PART_OF_GRANT), problem(check(change(half).sign(BOB), before)));
    }
  }

  private static Optional<Permission> rank(Doc settings, SigningKey key) {
    return RandomAuth.rank(settings, key);
  }

  @Test
  @Tag("AUT-26")
  void theDetailNamesTheItem() {
    Ruling ruling = check(change(grant(ALICE, READ)).sign(BOB), BEFORE);
    AuthRefusal expected = new AuthRefusal(AuthProblem.OUTRANKED, ALICE.publicKey().toString());
    assertEquals(new Ruling.Refused(expected), ruling);
    Doc several =
        auth(
            Doc.of(
                Map.of(
                    "global", KeyGrantForm.write(KeyGrant.of(TOP)),
                    "keys", Value.of(1))));
    assertEquals(Optional.of(AuthProblem.GRANTS_TOO_MUCH), byBob(several));
  }
}
