package dev.couchgrass.conformance.engine;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.conformance.script.PastedBehind;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.KeyRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An engine beside a {@link TreeMap}, through steps. Steps may be left out and put in any order.
 * Keys are hexadecimal; values are random bytes of a length, each time others.
 */
@PastedBehind("EngineTrial.on(this::engine, trial -> trial")
public final class EngineTrial {
  private final NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
  private final List<HeldSnapshot> held = new ArrayList<>();
  private final Random values = new Random(0);
  private EngineHome home;
  private Engine engine;
  private Batch.Builder batch = Batch.builder();
  private NavigableMap<byte[], Optional<byte[]>> staged = new TreeMap<>(Arrays::compareUnsigned);

  private EngineTrial(EngineHome home, Engine engine) {
    this.home = home;
    this.engine = engine;
  }

  /**
   * Makes steps on an engine with nothing in it, and compares all in the end.
   *
   * @throws IOException if there can be no engine
   * @throws AssertionError if engine and model differ
   */
  public static void on(EngineHome.Source homes, Consumer<EngineTrial> steps) throws IOException {
    EngineHome home = homes.make();
    EngineTrial trial = new EngineTrial(home, home.open());
    try {
      steps.accept(trial);
      trial.lookAtAll();
      trial.compare();
    } finally {
      trial.held.forEach(HeldSnapshot::close);
      EngineFixture.await(trial.engine.close());
      trial.home.delete();
    }
  }

  /** Adds a key, or another value for it, to the next batch. */
  public EngineTrial put(String key, int length) {
    return put(HexFormat.of().parseHex(key), length);
  }

  private EngineTrial put(byte[] key, int length) {
    byte[] value = new byte[length];
    values.nextBytes(value);
    batch.put(key, value);
    staged.put(key, Optional.of(value));
    return this;
  }

  /** Adds to the next batch that a key is deleted, be it there or not. */
  public EngineTrial delete(String key) {
    return delete(HexFormat.of().parseHex(key));
  }

  private EngineTrial delete(byte[] key) {
    batch.delete(key);
    staged.put(key, Optional.empty());
    return this;
  }

  /** Commits the batch, which may be empty. */
  public EngineTrial commit() {
    EngineFixture.await(engine.commit(batch.build()));
    staged.forEach(
        (key, value) -> value.ifPresentOrElse(put -> model.put(key, put), () -> model.remove(key)));
    batch = Batch.builder();
    staged = new TreeMap<>(Arrays::compareUnsigned);
    return this;
  }

  /** Commits so many random changes, the same ones for the same seed. */
  public EngineTrial fill(int seed, int changes) {
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      byte[] key = EngineScripts.key(random);
      if (random.nextInt(3) == 0) {
        delete(key);
      } else {
        put(key, random.nextInt(20) == 0 ? 5_000 : random.nextInt(300));
      }
    }
    return commit();
  }

  /** Takes a snapshot, for later. */
  public EngineTrial hold() {
    held.add(new HeldSnapshot(engine.snapshot(), model));
    return this;
  }

  /** Looks whether the oldest of the snapshots taken is as it was, and closes it. */
  public EngineTrial look() {
    if (!held.isEmpty()) {
      try (HeldSnapshot oldest = held.remove(0)) {
        oldest.compareAll("ENG-10");
      }
    }
    return this;
  }

  /** Compares what a key has, and how many come before it. */
  public EngineTrial get(String key) {
    try (HeldSnapshot now = new HeldSnapshot(engine.snapshot(), model)) {
      now.compareKey(HexFormat.of().parseHex(key), "ENG-6");
    }
    return this;
  }

  /** Compares a range, in both directions. */
  public EngineTrial scan(String from, String to) {
    try (HeldSnapshot now = new HeldSnapshot(engine.snapshot(), model)) {
      HexFormat hex = HexFormat.of();
      now.compareRange(new KeyRange(hex.parseHex(from), hex.parseHex(to)), "ENG-12");
    }
    return this;
  }

  /** Compares everything. */
  public EngineTrial compare() {
    try (HeldSnapshot now = new HeldSnapshot(engine.snapshot(), model)) {
      now.compareAll("ENG-6");
    }
    return this;
  }

  /** Closes the engine and opens it again, if it keeps anything. */
  public EngineTrial reopen() {
    if (keeps()) {
      lookAtAll();
      EngineFixture.await(engine.close());
      open(home);
    }
    return this;
  }

  /** Goes on with what a crash leaves at this moment, if that can be had. */
  public EngineTrial crash() {
    try {
      Optional<EngineHome> left = keeps() ? home.crashed() : Optional.empty();
      if (left.isPresent()) {
        lookAtAll();
        EngineFixture.await(engine.close());
        home.delete();
        open(left.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private boolean keeps() {
    return engine.capabilities().durability() != Durability.NONE;
  }

  private void open(EngineHome next) {
    home = next;
    try {
      engine = home.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lookAtAll() {
    while (!held.isEmpty()) {
      look();
    }
  }
}
