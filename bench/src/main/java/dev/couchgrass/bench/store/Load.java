package dev.couchgrass.bench.store;

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
import org.openjdk.jmh.annotations.TearDown;

/** Fills an empty database, in batches of 500. The score is the time that all of it takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Load {
  @Param({"10000", "1000000"})
  int documents;

  private Database database = new Database();

  @Setup(Level.Invocation)
  public void renew() {
    database.close();
    database = new Database();
  }

  @Benchmark
  public void load() {
    database.load(0, documents);
  }

  @TearDown(Level.Trial)
  public void close() {
    database.close();
  }
}
