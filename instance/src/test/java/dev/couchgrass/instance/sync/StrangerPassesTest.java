package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.Bounds;
import dev.couchgrass.instance.auth.Delegation;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.wire.PeerProblem;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever has a pass, or is let in by a database that is trusted, may read. */
class StrangerPassesTest extends StrangerCase {
  @Test
  @Tag("SYN-10")
  void aPassLetsItsBearerIn() {
    SigningKey user = SigningKey.generate(new SecureRandom());
    Instant later = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
    machine.grant(database, user.publicKey(), new Permission.Read());
    ReadPass good = ReadPass.sign(user, database, stranger.id(), later);
    assertAnswered(compare(database, good));
    ReadPass anothers = ReadPass.sign(user, database, machine.key(), later);
    ReadPass elsewhere = ReadPass.sign(user, other(), stranger.id(), later);
    ReadPass forged =
        new ReadPass(
            user.publicKey(),
            database,
            stranger.id(),
            later,
            ReadPass.sign(stranger.key(), database, stranger.id(), later).signature());
    for (ReadPass bad : List.of(anothers, elsewhere, forged)) {
      assertDeclined(PeerProblem.NOT_PERMITTED, compare(database, bad));
      assertAnswered(compare(database, bad, good));
    }
    clock.advance(Duration.ofSeconds(60));
    assertDeclined(PeerProblem.NOT_PERMITTED, compare(database, good));
    ReadPass next = ReadPass.sign(user, database, stranger.id(), later.plusSeconds(60));
    assertAnswered(compare(database, next));
    settings(settings -> settings.revoke(user.publicKey()));
    assertDeclined(PeerProblem.NOT_PERMITTED, compare(database, next));
    user.close();
  }

  @Test
  @Tag("SYN-9")
  void whomATrustedDatabaseLetsInMayRead() {
    Cid team = machine.create("team").id();
    Cid company = machine.create("company").id();
    trust(team, company);
    trust(database, team);
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
    machine.grant(company, stranger.id(), new Permission.Write(1));
    assertAnswered(compare());
    settings(settings -> settings.distrust(team));
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
  }

  private void trust(Cid who, Cid whom) {
    Tips tips = await(machine.open(whom).snapshot());
    await(
        machine
            .open(who)
            .write(
                edit ->
                    edit.settings()
                        .map(
                            settings -> {
                              settings.trust(
                                  Delegation.of(
                                      whom, tips.ids(), Bounds.upTo(new Permission.Write(5))));
                              return settings;
                            })));
  }

  /** Databases that trust each other do not send the search round in circles. */
  @Test
  void trustInCirclesEnds() {
    Cid team = machine.create("team").id();
    trust(database, team);
    trust(team, database);
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
  }
}
