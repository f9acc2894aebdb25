package dev.couchgrass.bench.micro;

import dev.couchgrass.bench.Documents;
import dev.couchgrass.core.document.DocumentReader;
import dev.couchgrass.core.document.ParsedDocument;
import dev.couchgrass.core.document.ReadOptions;
import dev.couchgrass.core.document.RevisionHash;
import dev.couchgrass.core.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a document's JSON, 300 bytes, to its body and to its revision id. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Reading {
  private final byte[] json = Documents.json(1, 1);
  private final DocumentReader plain = new DocumentReader(ReadOptions.DEFAULTS.withHashing(false));
  private final DocumentReader hashing = new DocumentReader(ReadOptions.DEFAULTS);

  @Benchmark
  public ParsedDocument read() {
    return plain.read(json);
  }

  @Benchmark
  public RevisionId readAndHash() {
    return RevisionHash.next(Optional.empty(), false, hashing.read(json).body(), List.of());
  }
}
