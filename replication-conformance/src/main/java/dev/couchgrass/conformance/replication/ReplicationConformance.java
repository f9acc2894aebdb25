package dev.couchgrass.conformance.replication;

import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.replication.home.HeapHome;
import dev.couchgrass.conformance.rule.PropertyReport;
import dev.couchgrass.conformance.rule.TestReport;
import dev.couchgrass.store.kv.KvOptions;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Group;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whether databases of a storage, and of another, become equal by replication, whatever happens in
 * between. To be extended by a test class that tells where the storage keeps its databases. A
 * failed test tells the rules that it names, and where to look first.
 *
 * <p>Four databases take part: two of the storage under test, each in a home of its own, and two of
 * another kind.
 */
@ExtendWith(TestReport.class)
@AddLifecycleHook(PropertyReport.class)
public abstract class ReplicationConformance {
  /** For subclasses. */
  protected ReplicationConformance() {}

  /**
   * A new place for databases, in which there are none.
   *
   * @throws IOException if there can be none, which fails the test
   */
  protected abstract StorageHome storage() throws IOException;

  /**
   * The same for storages of another kind; if it is not overridden, of one that the suite brings
   * along, which keeps its databases on the heap, and can be crashed.
   *
   * @throws IOException if there can be none, which fails the test
   */
  protected StorageHome other() throws IOException {
    return new KvHome(new HeapHome(), KvOptions.DEFAULTS);
  }

  /** Where the databases of a trial are kept. */
  protected final List<StorageHome.Source> homes() {
    return List.of(this::storage, this::other, this::storage, this::other);
  }

  /** What stands between the replicator and its lines. */
  Between between() {
    return Between.NOTHING;
  }

  @Nested
  final class Stories extends ReplicationStories {
    Stories() {
      super(ReplicationConformance.this::homes, ReplicationConformance.this::between);
    }
  }

  @Group
  final class Model extends ReplicationProperties {
    Model() {
      super(ReplicationConformance.this::homes, ReplicationConformance.this::between);
    }
  }
}
