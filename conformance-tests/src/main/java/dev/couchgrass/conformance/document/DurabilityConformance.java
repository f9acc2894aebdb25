package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.GetOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is there when a storage is opened again: all that was acknowledged. */
public abstract class DurabilityConformance extends StoreFixture {
  protected DurabilityConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("ATO-2")
  @Tag("SEQ-2")
  void documentsAndTheirHistoriesAreThereAgain() {
    graft("a", "3-c", "2-b", "1-a");
    graft("a", true, "3-d", "2-x", "1-a");
    RevisionId second = update("b", create("b", "{\"n\":1}"), "{\"n\":2}");
    delete("c", create("c", "{}"));
    create("d", "{}");
    DatabaseInfo info = await(db.info());
    List<Change> changes = changes();
    reopen();
    DatabaseInfo again = await(db.info());
    assertEquals(info.documents(), again.documents());
    assertEquals(info.deletedDocuments(), again.deletedDocuments());
    assertEquals(info.updateSequence(), again.updateSequence());
    assertEquals(info.instance(), again.instance());
    assertEquals(changes, changes());
    assertEquals(List.of("a", "b", "d"), ids(AllDocsOptions.DEFAULTS));
    assertEquals(Optional.of("{\"n\":2}"), body("b", second));
    assertEquals(
        revs("3-c", "2-b", "1-a"),
        require("a", GetOptions.DEFAULTS.withHistory(true)).extras().history());
    create("e", "{}");
    ChangesOptions since = ChangesOptions.DEFAULTS.withSince(info.updateSequence());
    assertEquals(List.of(id("e")), changes(since).stream().map(Change::id).toList());
  }

  @Test
  @Tag("ATO-2")
  void attachmentsAreThereAgain() {
    require(Capability.ATTACHMENTS);
    Attachments.write(db, "small", Optional.empty(), "f", "text");
    byte[] bytes = Attachments.random(200_000);
    Attachments.write(db, "large", Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
    reopen();
    assertEquals("text", Attachments.read(db, "small", "f", AttachmentOptions.DEFAULTS));
    assertEquals(
        200_000, Attachments.readBytes(db, "large", "f", AttachmentOptions.DEFAULTS).length);
  }

  @Test
  @Tag("ATO-2")
  @Tag("PUR-6")
  void purgesAndSettingsAreThereAgain() {
    require(Capability.PURGE);
    require(Capability.REVISIONS_LIMIT);
    require(Capability.SECURITY);
    JsonBody security = json("{\"admins\":{\"names\":[\"a\"]}}");
    graft("a", "2-b", "1-a");
    graft("b", "1-a");
    await(db.purge(Map.of(id("a"), revs("2-b"))));
    await(db.setRevisionsLimit(7));
    await(db.setPurgedInfosLimit(5));
    await(db.setSecurity(security));
    reopen();
    assertEquals(List.of("b"), ids(AllDocsOptions.DEFAULTS));
    assertEquals(1, await(db.info()).purgeSequence());
    assertEquals(1, await(db.purgedInfos().compose(infos -> infos.toList(10))).size());
    assertEquals(7, await(db.revisionsLimit()));
    assertEquals(5, await(db.purgedInfosLimit()));
    assertEquals(security, await(db.security()));
  }
}
