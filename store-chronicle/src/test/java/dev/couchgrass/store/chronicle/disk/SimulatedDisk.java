package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A folder in memory that knows what of it is on disk. Every call is numbered from 1; a chosen one
 * fails, or is where the power goes. What survives that is decided by a {@link Loss}.
 *
 * <p>A failed sync of a file loses what was to be synced: it can be read until the crash, no later
 * sync brings it to disk. A failed sync of the folder leaves its names as they were.
 */
public final class SimulatedDisk implements Disk {
  /** What a chosen call does. */
  public enum Fault {
    /** At most a part of it, if it is a write; no later one does anything: the machine is off. */
    POWER_CUT,
    /** It fails; a write is done in part, a sync not at all. */
    IO_ERROR,
    /** Like an I/O error, but only of calls that need space: others are carried out. */
    NO_SPACE,
    /** As with {@link #NO_SPACE}, and there is no space ever after. */
    FULL
  }

  /** A change of the folder. */
  private sealed interface NameChange {
    record Put(String name, SimulatedFile file) implements NameChange {}

    record Remove(String name) implements NameChange {}

    record Rename(String from, String to, SimulatedFile file) implements NameChange {}
  }

  private final Map<String, SimulatedFile> names = new HashMap<>();
  private final Map<String, SimulatedFile> namesOnDisk = new HashMap<>();
  private final List<NameChange> unsynced = new ArrayList<>();
  private final List<String> renamed = new ArrayList<>();
  private final Random random;
  private int calls;
  private int faultAt;
  private Fault fault = Fault.IO_ERROR;
  private boolean off;
  private boolean failed;

  /** The seed decides how much of a failed write is done. */
  public SimulatedDisk(long seed) {
    random = new Random(seed);
  }

  /** Lets a call, counted from 1 over the disk's whole life, go wrong; 0 for none. */
  public synchronized SimulatedDisk failAt(int call, Fault how) {
    faultAt = call;
    fault = how;
    return this;
  }

  /** How many calls there were. */
  public synchronized int calls() {
    return calls;
  }

  /** The names that files were given when they were whole, in order. */
  public synchronized List<String> renamed() {
    return List.copyOf(renamed);
  }

  /** Whether the power is gone. */
  public synchronized boolean isOff() {
    return off;
  }

  /** Whether any call failed. */
  public synchronized boolean hasFailed() {
    return failed;
  }

  /** Counts a call of something else that is kept on this machine, and may be where it fails. */
  public synchronized void call(boolean needsSpace) throws IOException {
    enter(needsSpace, false);
  }

  /**
   * The disk as the next start of the machine finds it, all of it on disk. This one stays as it is.
   */
  public synchronized SimulatedDisk afterCrash(Loss loss, long seed) {
    SimulatedDisk next = new SimulatedDisk(seed);
    Random choices = new Random(seed);
    Map<String, SimulatedFile> left = new HashMap<>(namesOnDisk);
    for (NameChange change : unsynced) {
      if (loss.keeps(choices)) {
        apply(change, left);
      }
    }
    for (String name : left.keySet().stream().sorted().toList()) {
      SimulatedFile file = new SimulatedFile(next, left.get(name).afterCrash(loss, choices));
      next.names.put(name, file);
      next.namesOnDisk.put(name, file);
    }
    return next;
  }

  /** The same disk for another process, after this one's was killed: nothing is lost. */
  public synchronized SimulatedDisk afterKill() {
    off = false;
    faultAt = 0;
    return this;
  }

  /** Flips a bit of a file, on the disk as well as in what is read. */
  public synchronized void flip(String name, long bit) {
    names.get(name).flip(bit);
  }

  /** The bytes of a file, as they are read. */
  public synchronized byte[] contents(String name) {
    return names.get(name).contents();
  }

  private static void apply(NameChange change, Map<String, SimulatedFile> to) {
    if (change instanceof NameChange.Put put) {
      to.put(put.name(), put.file());
    } else if (change instanceof NameChange.Remove remove) {
      to.remove(remove.name());
    } else if (change instanceof NameChange.Rename rename) {
      to.remove(rename.from());
      to.put(rename.to(), rename.file());
    }
  }

  private void change(NameChange change) {
    apply(change, names);
    unsynced.add(change);
  }

  /** Counts a call. Returns whether it is to fail after a part of it; throws if at once. */
  boolean enter(boolean needsSpace, boolean partly) throws IOException {
    if (off) {
      throw new PowerCutException();
    }
    calls++;
    boolean chosen = calls == faultAt || (fault == Fault.FULL && faultAt > 0 && calls > faultAt);
    if (!chosen || (fault != Fault.IO_ERROR && fault != Fault.POWER_CUT && !needsSpace)) {
      return false;
    }
    if (fault == Fault.POWER_CUT) {
      off = true;
    }
    if (!partly) {
      throw failure();
    }
    return true;
  }

  /** What the chosen call throws; when the power goes, at once. */
  IOException failure() {
    if (off) {
      throw new PowerCutException();
    }
    failed = true;
    return new IOException(
        fault == Fault.IO_ERROR ? "Input/output error" : "No space left on device");
  }

  Random random() {
    return random;
  }

  @Override
  public synchronized List<String> list() throws IOException {
    enter(false, false);
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    enter(true, false);
    if (names.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    SimulatedFile file = new SimulatedFile(this, new byte[0]);
    change(new NameChange.Put(name, file));
    return file.open();
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    enter(false, false);
    return existing(name).open();
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    enter(true, false);
    change(new NameChange.Rename(from, to, existing(from)));
    renamed.add(to);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    enter(false, false);
    existing(name);
    change(new NameChange.Remove(name));
  }

  private SimulatedFile existing(String name) throws NoSuchFileException {
    SimulatedFile file = names.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  @Override
  public synchronized void sync() throws IOException {
    enter(false, false);
    namesOnDisk.clear();
    namesOnDisk.putAll(names);
    unsynced.clear();
  }
}
