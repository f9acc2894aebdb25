package dev.couchgrass.sync;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.SelectorParser;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.Selection;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a selector wants, and nothing else, travels. */
class SelectionTest {
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));
  private final Replicator replicator = new Replicator(vertx);

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private static Selection by(String selector) {
    return new Selection.Selector(
        SelectorParser.installed().parse(selector.getBytes(StandardCharsets.UTF_8)));
  }

  private Replication start(ReplicationOptions options) {
    return replicator.start(await(Endpoint.of(source)), await(Endpoint.of(target)), options);
  }

  private ReplicationCounts run(String selector) {
    ReplicationOptions options = ReplicationOptions.DEFAULTS.withSelection(by(selector));
    return await(start(options).result()).counts();
  }

  private RevisionId create(String id, String body) {
    return await(source.write(DocumentEdit.create(new DocumentId(id), JsonBody.parse(body))));
  }

  private void graft(String id, boolean deleted, String... history) {
    await(source.graft(List.of(StoreFixture.grafted(id, deleted, history)))).get(0).orThrow();
  }

  private List<String> leaves() {
    ChangesOptions options = ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS);
    return await(await(target.changes(options)).toList(1_000)).stream()
        .map(each -> (each.deleted() ? "x" : "") + each.id() + each.revisions())
        .sorted()
        .toList();
  }

  @Test
  void leavesTravelEachByItself() {
    graft("a", false, "2-b", "1-a");
    graft("a", false, "2-c", "1-a");
    graft("b", false, "2-c", "1-a");
    graft("c", true, "2-b", "1-a");
    ReplicationCounts counts = run("{\"rev\":\"2-b\"}");
    assertEquals(2, counts.written());
    assertEquals(List.of("a[2-b]", "xc[2-b]"), leaves());
  }

  /** A deletion that keeps nothing has no field either, so that it does not fit any more. */
  @Test
  void aDeletionTravelsIfItFitsItself() {
    RevisionId first = create("a", "{\"kind\":\"city\"}");
    assertEquals(1, run("{\"kind\":\"city\"}").written());
    await(source.write(DocumentEdit.delete(new DocumentId("a"), first)));
    assertEquals(0, run("{\"kind\":\"city\"}").written());
    assertEquals(1, await(target.info()).documents());
    String deletionsToo = "{\"$or\":[{\"kind\":\"city\"},{\"_deleted\":true}]}";
    assertEquals(1, run(deletionsToo).written());
    assertEquals(0, await(target.info()).documents());
  }

  @Test
  void eachSelectorHasItsOwnCheckpoint() {
    create("a", "{\"n\":1}");
    create("b", "{\"n\":2}");
    assertEquals(1, run("{\"n\":1}").read());
    assertEquals(1, run("{\"n\":2}").read());
    assertEquals(0, run("{\"$and\":[{\"n\":{\"$eq\":1}}]}").read());
    assertEquals(by("{\"n\":1}").identity(), by("{\"n\":{\"$eq\":1}}").identity());
    assertNotEquals(by("{\"n\":1}").identity(), by("{\"n\":2}").identity());
  }

  @Test
  void aLiveOneIsToldOfWhatIsWanted() {
    ReplicationOptions options =
        ReplicationOptions.DEFAULTS.withSelection(by("{\"n\":{\"$gt\":1}}")).withLive(true);
    Replication live = start(options);
    create("a", "{\"n\":1}");
    create("b", "{\"n\":2}");
    ReplicationState state = live.state();
    while (state.soFar().counts().written() < 1) {
      state = await(live.next(state));
    }
    await(live.cancel());
    assertEquals(1, await(target.info()).documents());
  }
}
