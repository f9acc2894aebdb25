package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_5;
import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.ALL;
import static dev.couchgrass.instance.auth.AuthWorld.BOB;
import static dev.couchgrass.instance.auth.AuthWorld.CAROL;
import static dev.couchgrass.instance.auth.AuthWorld.OTHER;
import static dev.couchgrass.instance.auth.AuthWorld.THIRD;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Tombstone;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AuthSettingsTest {
  private static final PublicKey ALICES = ALICE.publicKey();
  private static final KeyGrant GRANT = KeyGrant.of(ADMIN_5).withName("alice");
  private static final Doc SETTINGS =
      AuthWorld.settings(
          Doc.of("name", Value.of("notes")),
          AuthWorld.put(ALICE, GRANT),
          AuthWorld.grant(BOB, WRITE_5));

  private static AuthSettings after(Doc... changes) {
    return AuthSettings.of(SETTINGS.merge(AuthWorld.settings(changes)));
  }

  @Test
  @Tag("AUT-1")
  void grantsAreFoundByKeyAndByName() {
    AuthSettings settings = AuthSettings.of(SETTINGS);
    assertEquals(Optional.of(GRANT), settings.key(ALICES));
    assertEquals(Optional.empty(), settings.key(CAROL.publicKey()));
    assertEquals(2, settings.keys().size());
    assertEquals(List.of(ALICES), List.copyOf(settings.named("alice").keySet()));
    assertTrue(settings.named("bob").isEmpty());
    assertEquals(Optional.empty(), settings.global());
    assertTrue(settings.delegations().isEmpty());
    assertFalse(settings.isEmpty());
    assertTrue(AuthSettings.NONE.isEmpty());
  }

  @Test
  void keysAreInTheOrderOfTheirBytes() {
    AuthSettings settings =
        after(ALL.stream().map(key -> AuthWorld.grant(key, ADMIN_5)).toArray(Doc[]::new));
    List<PublicKey> keys = new ArrayList<>(ALL.stream().map(SigningKey::publicKey).toList());
    keys.sort(null);
    assertEquals(keys, List.copyOf(settings.keys().keySet()));
  }

  @Test
  void aKeyIsRevokedAndRenamed() {
    AuthSettings settings = AuthSettings.of(SETTINGS);
    assertEquals(
        Optional.of(GRANT.withStatus(KeyStatus.REVOKED)),
        after(settings.revoke(ALICES)).key(ALICES));
    assertEquals(
        Optional.of(GRANT.withName("al")), after(settings.rename(ALICES, "al")).key(ALICES));
    assertEquals(
        Optional.of(KeyGrant.of(TOP)), after(settings.put(ALICES, KeyGrant.of(TOP))).key(ALICES));
    assertEquals(2, after(settings.revoke(ALICES)).keys().size());
    PublicKey unknown = CAROL.publicKey();
    assertThrows(NoSuchElementException.class, () -> settings.revoke(unknown));
    assertThrows(NoSuchElementException.class, () -> settings.rename(unknown, "carol"));
    assertThrows(InvalidInputException.class, () -> settings.rename(ALICES, ""));
  }

  @Test
  void theGrantToAllComesAndGoes() {
    AuthSettings settings = AuthSettings.of(SETTINGS);
    Doc put = settings.putGlobal(KeyGrant.of(WRITE_5));
    assertEquals(Optional.of(KeyGrant.of(WRITE_5)), after(put).global());
    assertEquals(Optional.empty(), after(put, settings.removeGlobal()).global());
    assertFalse(AuthSettings.of(put).isEmpty());
    assertTrue(AuthSettings.of(settings.removeGlobal()).isEmpty());
  }

  @Test
  void delegationsComeAndGo() {
    AuthSettings settings = AuthSettings.of(SETTINGS);
    Delegation trust = Delegation.of(OTHER, List.of(THIRD), Bounds.upTo(WRITE_5));
    Delegation another = Delegation.of(THIRD, List.of(THIRD), Bounds.upTo(WRITE_5));
    Doc put = settings.putDelegation(trust).merge(settings.putDelegation(another));
    assertEquals(Optional.of(trust), after(put).delegation(OTHER));
    assertEquals(List.of(OTHER, THIRD).stream().sorted().toList(), ids(after(put)));
    assertEquals(List.of(THIRD), ids(after(put, settings.removeDelegation(OTHER))));
    assertFalse(AuthSettings.of(put).isEmpty());
  }

  private static List<?> ids(AuthSettings settings) {
    return List.copyOf(settings.delegations().keySet());
  }

  @Test
  @Tag("AUT-1")
  void whatIsMalformedHidesNothingElse() {
    AuthSettings settings =
        after(
            AuthWorld.item("keys", "ed25519:nothing", KeyGrantForm.write(GRANT)),
            AuthWorld.item("keys", BOB.publicKey().toString(), Value.of("Admin")),
            AuthWorld.auth(Doc.of("global", Value.of("Write"))),
            AuthWorld.auth(Doc.of("delegations", Value.of(1))));
    assertEquals(List.of(ALICES), List.copyOf(settings.keys().keySet()));
    assertEquals(List.of(ALICES), List.copyOf(settings.named("alice").keySet()));
    assertEquals(Optional.empty(), settings.key(BOB.publicKey()));
    assertEquals(Optional.empty(), settings.global());
    assertTrue(settings.delegations().isEmpty());
  }

  @Test
  @Tag("AUT-1")
  void onlyMalformedSettingsAreEmpty() {
    Doc malformed = AuthWorld.item("keys", "ed25519:nothing", KeyGrantForm.write(GRANT));
    assertTrue(AuthSettings.of(malformed).isEmpty());
    assertTrue(AuthSettings.of(AuthWorld.auth(Value.of("Admin"))).isEmpty());
  }

  @Test
  void settingsThatLostWhoMayDoWhatAreNotIntact() {
    assertTrue(AuthSettings.isIntact(SETTINGS));
    assertTrue(AuthSettings.isIntact(Doc.EMPTY));
    assertTrue(AuthSettings.isIntact(AuthWorld.auth(Doc.EMPTY)));
    assertFalse(AuthSettings.isIntact(SETTINGS.merge(AuthWorld.auth(Tombstone.TOMBSTONE))));
    assertFalse(AuthSettings.isIntact(SETTINGS.merge(AuthWorld.auth(Value.of(1)))));
  }

  @Test
  void areEqualIfTheySayTheSame() {
    AuthSettings settings = AuthSettings.of(SETTINGS);
    assertEquals(settings, after(Doc.of("name", Value.of("hay"))));
    assertEquals(settings.hashCode(), after(Doc.of("name", Value.of("hay"))).hashCode());
    assertNotEquals(settings, after(AuthWorld.removed(BOB)));
    assertTrue(settings.toString().contains("alice"));
  }
}
