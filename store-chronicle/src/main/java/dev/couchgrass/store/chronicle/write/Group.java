package dev.couchgrass.store.chronicle.write;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Batch.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Batches that are committed together, as one list of changes: of several for one key only the last
 * counts, and which batch it is from is known.
 */
final class Group {
  private record Origin(int batch, int change) {}

  private final List<Batch> batches;
  private final List<Change> changes;
  private final List<Origin> origins;

  private Group(List<Batch> batches, List<Change> changes, List<Origin> origins) {
    this.batches = batches;
    this.changes = changes;
    this.origins = origins;
  }

  static Group of(List<Batch> batches) {
    if (batches.size() == 1) {
      return new Group(batches, batches.get(0).changes(), List.of());
    }
    Map<byte[], Origin> last = new TreeMap<>(Arrays::compareUnsigned);
    for (int batch = 0; batch < batches.size(); batch++) {
      List<Change> changes = batches.get(batch).changes();
      for (int change = 0; change < changes.size(); change++) {
        last.put(changes.get(change).key(), new Origin(batch, change));
      }
    }
    List<Origin> origins = List.copyOf(last.values());
    List<Change> changes =
        origins.stream().map(o -> batches.get(o.batch()).changes().get(o.change())).toList();
    return new Group(batches, changes, origins);
  }

  List<Batch> batches() {
    return batches;
  }

  /** Ascending by key, each once. */
  List<Change> changes() {
    return changes;
  }

  /** The index of the batch from which a change is. */
  int batch(int change) {
    return origins.isEmpty() ? 0 : origins.get(change).batch();
  }

  /** The index of a change in its batch. */
  int changeInBatch(int change) {
    return origins.isEmpty() ? change : origins.get(change).change();
  }
}
