package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.Genesis;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.entry.EntryStore;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Databases that more wrote to at a time than a message has room for. */
class ManyTipsTest {
  private static final int ROOM = WireLimits.MAX_IDS;

  private static Vertx vertx;

  private final LocalNetwork network = new LocalNetwork();
  private final SigningKey anna = SigningKey.generate(new SecureRandom());
  private Machine here;
  private Machine there;
  private Entry root;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void open() {
    here = Machine.of(vertx, network, "here");
    there = Machine.of(vertx, network, "there");
    KeyGrant read = KeyGrant.of(new Permission.Read());
    root =
        new Genesis(Doc.EMPTY, new SecureRandom())
            .settings(settings -> grantBoth(settings, read))
            .sign(anna, InstantSource.fixed(Instant.EPOCH));
    keep(here, List.of(root));
    keep(there, List.of(root));
    // So that only what is asked for happens.
    SyncSettings quiet = new SyncSettings(true, false, Optional.empty());
    for (Machine each : List.of(here, there)) {
      await(each.user().track(root.id(), each.key(), quiet));
      await(each.sync().enable(each.user(), root.id(), quiet));
    }
    link(here, there, "there");
    link(there, here, "here");
    await(here.sync().sync(root.id()));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    anna.close();
  }

  private void grantBoth(SettingsStore settings, KeyGrant grant) {
    settings.grant(here.key(), grant);
    settings.grant(there.key(), grant);
  }

  private void link(Machine from, Machine to, String name) {
    await(
        from.sync()
            .addPeer(to.instance().id(), List.of(LocalNetwork.address(name)))
            .compose(peer -> from.sync().link(root.id(), peer.key())));
  }

  /** Puts entries where they need not be verified: that takes long. */
  private static void keep(Machine machine, List<Entry> some) {
    EntryStore entries = await(machine.storage().entries());
    await(entries.putVerified(some));
  }

  private List<Entry> notes(String name, int count) {
    List<Entry> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(
          EntryBuilder.child(root.id(), List.of(root.id()), List.of(root.id()))
              .height(1)
              .subtree(Subtree.of("notes").withData(Doc.of(name + i, Value.of("x")).encode()))
              .sign(anna));
    }
    return notes;
  }

  private List<Cid> tips(Machine machine) {
    return await(await(machine.storage().entries()).verifiedTips(root.id())).ids();
  }

  private SyncReport sync(Machine machine) {
    return await(machine.sync().sync(root.id())).get(0);
  }

  @Test
  @Tag("SYN-17")
  void moreThanAReplyTellsComesInRounds() {
    keep(there, notes("t", ROOM + 500));
    keep(here, notes("h", 300));
    SyncReport report = sync(here);
    assertEquals(ROOM + 500, report.received());
    assertEquals(300, report.sent());
    assertTrue(report.equal());
    assertEquals(tips(there), tips(here));
  }

  @Test
  @Tag("SYN-12")
  void whatMoreThanARequestAsksAboutIsNotSentAgain() {
    List<Entry> common = notes("c", ROOM + 500);
    keep(here, common);
    keep(there, common);
    keep(here, notes("h", 1));
    AtomicInteger last = new AtomicInteger();
    network.weather(
        (request, host) -> {
          last.set(request.length());
          return host.apply(request);
        });
    SyncReport report = sync(here);
    assertEquals(1, report.sent());
    assertTrue(report.equal());
    assertEquals(3, report.requests(), "two for the tips, and one for what is sent");
    assertTrue(last.get() < 2_000, last + " bytes were sent");
  }

  @Test
  @Tag("SYN-17")
  void moreThanTwoRepliesTellIsTold() {
    List<Entry> common = notes("c", 2 * ROOM + 500);
    keep(here, common);
    keep(there, common);
    List<Cid> known = common.stream().map(Entry::id).sorted().toList();
    List<Entry> hidden = notes("t", 100);
    assertTrue(hidden.stream().anyMatch(each -> each.id().compareTo(known.get(2 * ROOM)) > 0));
    keep(there, hidden);
    keep(here, notes("h", 1));
    SyncReport report = sync(here);
    assertEquals(hidden.size(), report.received());
    assertEquals(1, report.sent());
    assertTrue(report.equal());
    assertEquals(tips(there), tips(here));
  }
}
