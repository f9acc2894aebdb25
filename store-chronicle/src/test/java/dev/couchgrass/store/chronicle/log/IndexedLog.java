package dev.couchgrass.store.chronicle.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The least that an engine does around a log: it knows where each key's value is. */
final class IndexedLog {
  final Log log;
  private final Map<String, Place> places = new HashMap<>();

  /** Opens a log, and finds every key's value by going over it. */
  IndexedLog(Disk disk, LogOptions options, boolean retires) throws IOException {
    log = Log.open(disk, options);
    Optional<Replacement> replacement = log.replacement();
    if (replacement.isPresent()) {
      if (retires) {
        replacement.get().retire();
      } else {
        replacement.get().drop();
      }
    }
    try (Replay replay = log.replay()) {
      while (replay.nextRecord()) {
        while (replay.nextEntry()) {
          put(
              string(replay.key()),
              replay.hasValue() ? Optional.of(replay.place()) : Optional.empty());
        }
      }
    }
  }

  static String string(byte[] key) {
    return new String(key, ISO_8859_1);
  }

  private void put(String key, Optional<Place> place) {
    if (place.isPresent()) {
      places.put(key, place.get());
    } else {
      places.remove(key);
    }
  }

  void append(List<Batch> batches) throws IOException {
    Appended appended = log.append(batches);
    for (int i = 0; i < batches.size(); i++) {
      List<Batch.Change> changes = batches.get(i).changes();
      for (int j = 0; j < changes.size(); j++) {
        Optional<byte[]> value = changes.get(j).value();
        long offset = appended.offset(i, j);
        put(
            string(changes.get(j).key()),
            value.map(bytes -> new Place(appended.file(), offset, bytes.length)));
      }
    }
  }

  /** Replaces some files by one, from the first on that is chosen. */
  void compact(int from, int count) throws IOException {
    List<LogFile> sealed = log.files().stream().filter(LogFile::sealed).toList();
    List<LogFile> inputs =
        sealed.subList(Math.min(from, sealed.size()), Math.min(from + count, sealed.size()));
    if (inputs.isEmpty()) {
      return;
    }
    Map<String, Place> moved = new HashMap<>();
    Replacement replacement;
    try (Compaction compaction = log.compact(inputs)) {
      for (LogFile input : inputs) {
        copy(input, compaction, moved);
      }
      replacement = compaction.install();
    }
    places.putAll(moved);
    replacement.retire();
  }

  private void copy(LogFile input, Compaction compaction, Map<String, Place> moved)
      throws IOException {
    try (Replay replay = log.replay(input)) {
      while (replay.nextRecord()) {
        while (replay.nextEntry()) {
          byte[] key = replay.key();
          Place place = places.get(string(key));
          if (replay.hasValue() && replay.place().equals(place)) {
            long offset = compaction.add(key, Optional.of(replay.value()));
            moved.put(string(key), new Place(compaction.file(), offset, place.length()));
          } else if (!replay.hasValue() && place == null && !compaction.inputs().get(0).oldest()) {
            compaction.add(key, Optional.empty());
          }
        }
      }
    }
  }

  /** Reads every value, through its place. */
  Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    for (Map.Entry<String, Place> entry : places.entrySet()) {
      contents.put(entry.getKey(), log.read(entry.getValue(), entry.getKey().getBytes(ISO_8859_1)));
    }
    return contents;
  }

  /** What the log would hold after these batches. */
  static Map<String, byte[]> contentsAfter(List<Batch> batches) {
    Map<String, byte[]> contents = new HashMap<>();
    for (Batch batch : batches) {
      for (Batch.Change change : batch.changes()) {
        String key = string(change.key());
        if (change.value().isPresent()) {
          contents.put(key, change.value().get());
        } else {
          contents.remove(key);
        }
      }
    }
    return contents;
  }

  /** The keys whose values differ. */
  static List<String> difference(Map<String, byte[]> one, Map<String, byte[]> other) {
    List<String> keys = new ArrayList<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream()
        .distinct()
        .filter(key -> !Arrays.equals(one.get(key), other.get(key)))
        .sorted()
        .toList();
  }
}
