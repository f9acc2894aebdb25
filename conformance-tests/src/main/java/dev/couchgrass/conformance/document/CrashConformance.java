package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.DocumentEdit;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is there after the process ended, of a store that says it is durable. */
public abstract class CrashConformance extends StoreFixture {
  private static final int WRITES = 300;

  protected CrashConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("STO-7")
  void whatWasAcknowledgedIsThere() throws IOException {
    require(Capability.DURABLE);
    require(Capability.SECURITY);
    graft("a", "2-b", "1-a");
    graft("a", true, "2-c", "1-a");
    RevisionId attached = Attachments.write(db, "b", Optional.empty(), "f", "bytes");
    await(db.putLocal(new LocalDocumentId("l"), 0, json("{}")));
    await(db.setSecurity(json("{\"admins\":{}}")));
    await(storage.create(new DatabaseName("other")));
    await(storage.create(new DatabaseName("gone")));
    await(storage.delete(new DatabaseName("gone")));
    crash();
    delete("b", attached);
    crash();
    assertEquals(
        List.of(new DatabaseName("db"), new DatabaseName("other")),
        await(storage.databases(DatabaseRange.ALL)));
    assertEquals(List.of("a"), ids(AllDocsOptions.DEFAULTS));
    assertEquals(List.of("a", "b"), changes().stream().map(each -> each.id().value()).toList());
    assertEquals(revs("2-b", "2-c"), changes().get(0).revisions());
    assertEquals(
        "bytes", Attachments.read(db, "b", "f", AttachmentOptions.DEFAULTS.withRevision(attached)));
    assertTrue(await(db.local(new LocalDocumentId("l"))).isPresent());
    assertEquals(json("{\"admins\":{}}"), await(db.security()));
  }

  /** Of what was under way each edit is there as a whole, or not at all. */
  @Test
  @Tag("STO-7")
  @Tag("GET-1")
  void aCrashAmongWritesLosesNothingThatWasAcknowledged() throws IOException {
    require(Capability.DURABLE);
    List<Future<RevisionId>> writes = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      writes.add(db.write(DocumentEdit.create(id("d" + i), json("{\"n\":" + i + "}"))));
    }
    await(writes.get(0));
    List<Integer> acknowledged = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      if (writes.get(i).succeeded()) {
        acknowledged.add(i);
      }
    }
    crash();
    for (int each : acknowledged) {
      assertTrue(get("d" + each).isPresent(), () -> "d" + each + " was acknowledged");
    }
    List<String> there = ids(AllDocsOptions.DEFAULTS);
    assertEquals(there, changes().stream().map(each -> each.id().value()).sorted().toList());
    assertEquals(there.size(), await(db.info()).documents());
    for (String each : there) {
      assertEquals("{\"n\":" + each.substring(1) + "}", get(each).orElseThrow().body().toString());
    }
  }
}
