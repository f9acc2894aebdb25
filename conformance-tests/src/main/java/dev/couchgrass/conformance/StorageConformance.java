package dev.couchgrass.conformance;

import dev.couchgrass.conformance.collection.CollectionConflictConformance;
import dev.couchgrass.conformance.collection.CollectionConformance;
import dev.couchgrass.conformance.collection.CollectionsConformance;
import dev.couchgrass.conformance.document.AllDocsConformance;
import dev.couchgrass.conformance.document.AttachmentsConformance;
import dev.couchgrass.conformance.document.BulkGetConformance;
import dev.couchgrass.conformance.document.ChangesConformance;
import dev.couchgrass.conformance.document.CompactionConformance;
import dev.couchgrass.conformance.document.ConcurrencyConformance;
import dev.couchgrass.conformance.document.CostsConformance;
import dev.couchgrass.conformance.document.CrashConformance;
import dev.couchgrass.conformance.document.DatabasesConformance;
import dev.couchgrass.conformance.document.DigestsConformance;
import dev.couchgrass.conformance.document.DroppedAttachmentsConformance;
import dev.couchgrass.conformance.document.DurabilityConformance;
import dev.couchgrass.conformance.document.FollowConformance;
import dev.couchgrass.conformance.document.GetConformance;
import dev.couchgrass.conformance.document.GraftConformance;
import dev.couchgrass.conformance.document.LocalDocumentsConformance;
import dev.couchgrass.conformance.document.OpenRevisionsConformance;
import dev.couchgrass.conformance.document.PurgeConformance;
import dev.couchgrass.conformance.document.RevisionsDiffConformance;
import dev.couchgrass.conformance.document.SelectorConformance;
import dev.couchgrass.conformance.document.SettingsConformance;
import dev.couchgrass.conformance.document.VectorsConformance;
import dev.couchgrass.conformance.document.VisibilityConformance;
import dev.couchgrass.conformance.document.WriteConformance;
import dev.couchgrass.conformance.entry.EntryDurabilityConformance;
import dev.couchgrass.conformance.entry.EntryHistoryConformance;
import dev.couchgrass.conformance.entry.EntryListingConformance;
import dev.couchgrass.conformance.entry.EntryProperties;
import dev.couchgrass.conformance.entry.EntryPutConformance;
import dev.couchgrass.conformance.entry.EntryReachConformance;
import dev.couchgrass.conformance.entry.EntryStateConformance;
import dev.couchgrass.conformance.entry.EntryStatusConformance;
import dev.couchgrass.conformance.entry.EntryTipsConformance;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.model.AttachmentProperties;
import dev.couchgrass.conformance.model.StoreProperties;
import dev.couchgrass.conformance.operation.AddressBookConformance;
import dev.couchgrass.conformance.operation.CursorConformance;
import dev.couchgrass.conformance.operation.LogConformance;
import dev.couchgrass.conformance.operation.LogMomentConformance;
import dev.couchgrass.conformance.operation.LogProperties;
import dev.couchgrass.conformance.operation.NoteProperties;
import dev.couchgrass.conformance.operation.OperationConformance;
import dev.couchgrass.conformance.operation.OrderConformance;
import dev.couchgrass.conformance.operation.OrderProperties;
import dev.couchgrass.conformance.operation.OrdererConformance;
import dev.couchgrass.conformance.operation.StateConformance;
import dev.couchgrass.conformance.operation.TopicConformance;
import dev.couchgrass.conformance.rule.PropertyReport;
import dev.couchgrass.conformance.rule.TestReport;
import dev.couchgrass.conformance.transaction.AtomicityConformance;
import dev.couchgrass.conformance.transaction.EndConformance;
import dev.couchgrass.conformance.transaction.IsolationConformance;
import dev.couchgrass.conformance.transaction.SerialConformance;
import dev.couchgrass.conformance.transaction.TransactionDurabilityConformance;
import dev.couchgrass.conformance.transaction.WithoutTransactionsConformance;
import java.io.IOException;
import net.jqwik.api.Group;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whether a storage does what every storage does. To be extended by a test class that tells where
 * the storage keeps its databases; each group is a part of the contract. A failed test tells the
 * rules that it names, and where to look first.
 */
@ExtendWith(TestReport.class)
@AddLifecycleHook(PropertyReport.class)
public abstract class StorageConformance {
  /** For subclasses. */
  protected StorageConformance() {}

  /**
   * A new place for databases, in which there are none. Called for each test.
   *
   * @throws IOException if there can be none, which fails the test
   */
  protected abstract StorageHome storage() throws IOException;

  @Nested
  final class AllDocs extends AllDocsConformance {
    AllDocs() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Attachments extends AttachmentsConformance {
    Attachments() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class BulkGet extends BulkGetConformance {
    BulkGet() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Changes extends ChangesConformance {
    Changes() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Compaction extends CompactionConformance {
    Compaction() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Concurrency extends ConcurrencyConformance {
    Concurrency() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Costs extends CostsConformance {
    Costs() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Crashes extends CrashConformance {
    Crashes() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Databases extends DatabasesConformance {
    Databases() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Digests extends DigestsConformance {
    Digests() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class DroppedAttachments extends DroppedAttachmentsConformance {
    DroppedAttachments() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Durability extends DurabilityConformance {
    Durability() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Follow extends FollowConformance {
    Follow() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Get extends GetConformance {
    Get() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Graft extends GraftConformance {
    Graft() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class LocalDocuments extends LocalDocumentsConformance {
    LocalDocuments() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class OpenRevisions extends OpenRevisionsConformance {
    OpenRevisions() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Purge extends PurgeConformance {
    Purge() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class RevisionsDiff extends RevisionsDiffConformance {
    RevisionsDiff() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Selector extends SelectorConformance {
    Selector() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Settings extends SettingsConformance {
    Settings() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Vectors extends VectorsConformance {
    Vectors() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Visibility extends VisibilityConformance {
    Visibility() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Write extends WriteConformance {
    Write() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Items extends CollectionConformance {
    Items() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class ItemConflicts extends CollectionConflictConformance {
    ItemConflicts() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class CollectionNames extends CollectionsConformance {
    CollectionNames() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class EntryDurability extends EntryDurabilityConformance {
    EntryDurability() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class EntryHistories extends EntryHistoryConformance {
    EntryHistories() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class EntryListings extends EntryListingConformance {
    EntryListings() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class EntryReach extends EntryReachConformance {
    EntryReach() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class EntryStates extends EntryStateConformance {
    EntryStates() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class EntryStatuses extends EntryStatusConformance {
    EntryStatuses() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class EntryTips extends EntryTipsConformance {
    EntryTips() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class KeptEntries extends EntryPutConformance {
    KeptEntries() {
      super(StorageConformance.this::storage);
    }
  }

  @Group
  final class AnyEntries extends EntryProperties {
    AnyEntries() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Addresses extends AddressBookConformance {
    Addresses() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Cursors extends CursorConformance {
    Cursors() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class LogMoments extends LogMomentConformance {
    LogMoments() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Logs extends LogConformance {
    Logs() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Operations extends OperationConformance {
    Operations() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Orderers extends OrdererConformance {
    Orderers() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Orders extends OrderConformance {
    Orders() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class States extends StateConformance {
    States() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Topics extends TopicConformance {
    Topics() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class TransactionAtomicity extends AtomicityConformance {
    TransactionAtomicity() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class TransactionDurability extends TransactionDurabilityConformance {
    TransactionDurability() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class TransactionEnds extends EndConformance {
    TransactionEnds() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class TransactionIsolation extends IsolationConformance {
    TransactionIsolation() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class TransactionTurns extends SerialConformance {
    TransactionTurns() {
      super(StorageConformance.this::storage);
    }
  }

  @Nested
  final class Transactions extends WithoutTransactionsConformance {
    Transactions() {
      super(StorageConformance.this::storage);
    }
  }

  @Group
  final class AnyLogs extends LogProperties {
    AnyLogs() {
      super(StorageConformance.this::storage);
    }
  }

  @Group
  final class AnyNotes extends NoteProperties {
    AnyNotes() {
      super(StorageConformance.this::storage);
    }
  }

  @Group
  final class AnyOrder extends OrderProperties {
    AnyOrder() {
      super(StorageConformance.this::storage);
    }
  }

  @Group
  final class Model extends StoreProperties {
    Model() {
      super(StorageConformance.this::storage);
    }
  }

  @Group
  final class AnyAttachment extends AttachmentProperties {
    AnyAttachment() {
      super(StorageConformance.this::storage);
    }
  }
}
