package dev.couchgrass.bench.micro;

import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.core.revision.RevisionTree;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What happens to the revision tree of a document with a history of some length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Trees {
  @Param({"1", "10", "1000"})
  int revisions;

  private RevisionTree tree = RevisionTree.EMPTY;
  private byte[] encoded = {};
  private RevisionId leaf = revision(1, 0);
  private RevisionId child = leaf;
  private RevisionHistory known = RevisionHistory.of(leaf);
  private RevisionHistory fork = known;

  @Setup(Level.Trial)
  public void grow() {
    List<RevisionId> history = new ArrayList<>();
    for (int generation = revisions; generation > 0; generation--) {
      history.add(revision(generation, 0));
    }
    known = new RevisionHistory(history);
    tree = RevisionTree.EMPTY.merge(known, false, 1).tree();
    encoded = tree.encode();
    leaf = history.get(0);
    child = revision(revisions + 1, 0);
    List<RevisionId> forked = new ArrayList<>(history);
    forked.set(0, revision(revisions, 1));
    fork = new RevisionHistory(forked);
  }

  private static RevisionId revision(long generation, int branch) {
    return RevisionId.of(
        generation, ByteBuffer.allocate(16).putLong(generation).putInt(branch).array());
  }

  @Benchmark
  public RevisionTree decode() {
    return RevisionTree.decode(encoded, 0, encoded.length);
  }

  @Benchmark
  public byte[] encode() {
    return tree.encode();
  }

  /** An edit. */
  @Benchmark
  public RevisionTree extend() {
    return tree.extend(leaf, child, false, 2);
  }

  /** A conflict that comes with replication. */
  @Benchmark
  public RevisionTree mergeFork() {
    return tree.merge(fork, false, 2).tree();
  }

  /** A replication that brings nothing new: the most frequent one. */
  @Benchmark
  public RevisionTree mergeKnown() {
    return tree.merge(known, false, 1).tree();
  }
}
