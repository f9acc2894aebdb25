package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of a database, and its security document. */
public abstract class SettingsConformance extends StoreFixture {
  protected SettingsConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("LIM-1")
  void theRevisionsLimitIsKept() {
    require(Capability.REVISIONS_LIMIT);
    assertEquals(1000, await(db.revisionsLimit()));
    await(db.setRevisionsLimit(7));
    assertEquals(7, await(db.revisionsLimit()));
    assertFails(ErrorCode.BAD_REQUEST, db.setRevisionsLimit(0));
    assertFails(ErrorCode.BAD_REQUEST, db.setRevisionsLimit(-3));
    assertEquals(7, await(db.revisionsLimit()));
  }

  @ParameterizedTest
  @Tag("LIM-2")
  @Tag("TREE-7")
  @ValueSource(ints = {1, 2, 3, 5})
  void stemmingFreesBodies(int limit) {
    require(Capability.REVISIONS_LIMIT);
    await(db.setRevisionsLimit(limit));
    RevisionId leaf = create("a", "{}");
    for (int i = 1; i < 1000; i++) {
      leaf = update("a", leaf, "{\"i\":" + i + "}");
    }
    StoredDocument read = require("a", GetOptions.DEFAULTS.withHistory(true));
    assertEquals(limit, read.extras().history().size());
    assertEquals(1000, read.revision().generation());
    int documentLiveChangeCountersLimit = 5;
    int formerBodiesAndTheirMarks = 2 * (limit - 1);
    assertKeys(documentLiveChangeCountersLimit + formerBodiesAndTheirMarks, "what is remembered");
    await(db.compact());
    assertKeys(documentLiveChangeCountersLimit, "what is a leaf's");
    if (watched()) {
      assertEquals(await(db.info()).sizes().active(), await(db.info()).sizes().file());
    }
  }

  @Test
  @Tag("LIM-2")
  @Tag("TREE-7")
  void eachBranchIsStemmedByItself() {
    require(Capability.REVISIONS_LIMIT);
    await(db.setRevisionsLimit(2));
    graft("a", "2-b", "1-a");
    graft("a", "4-d", "3-c", "2-x", "1-a");
    StoredDocument read = require("a", GetOptions.DEFAULTS.withHistory(true).withConflicts(true));
    assertEquals(revs("4-d", "3-c"), read.extras().history());
    assertEquals(revs("2-b"), read.extras().conflicts());
    StoredDocument branch =
        require("a", GetOptions.DEFAULTS.withRevision(rev("2-b")).withHistory(true));
    assertEquals(revs("2-b", "1-a"), branch.extras().history());
  }

  @Test
  @Tag("LIM-4")
  void theSecurityDocumentIsKeptWhole() {
    require(Capability.SECURITY);
    JsonBody security = json("{\"admins\":{\"names\":[\"a\"]},\"other\":1.0}");
    await(db.setSecurity(security));
    assertEquals(security, await(db.security()));
    await(db.flush());
  }

  @Test
  void aSecurityDocumentThatWasNeverSetIsEmpty() {
    require(Capability.SECURITY);
    require(Capability.EMPTY_SECURITY);
    assertEquals(JsonBody.EMPTY, await(db.security()));
  }
}
