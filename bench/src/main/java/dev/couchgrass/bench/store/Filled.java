package dev.couchgrass.bench.store;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A database that is full before anything is measured. */
@State(Scope.Benchmark)
public class Filled {
  @Param({"10000", "1000000"})
  int documents;

  Database database = new Database();

  @Setup(Level.Trial)
  public void fill() {
    database.load(0, documents);
  }

  @TearDown(Level.Trial)
  public void close() {
    database.close();
  }
}
