package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What opening a log finds, or makes. */
record Opening(Catalog catalog, ActiveSegment active, Optional<FileHeader> replacement) {
  static Opening of(Disk disk, LogOptions options) throws IOException {
    Inventory inventory = Inventory.of(disk);
    for (String leftover : inventory.leftovers()) {
      disk.delete(leftover);
    }
    Catalog catalog = new Catalog(disk, inventory);
    // Names that are there may not be on disk yet, if the process before this one was killed.
    disk.sync();
    List<FileHeader> chain = inventory.chain();
    if (chain.isEmpty()) {
      long log = options.identities().getAsLong();
      return begin(disk, catalog, FileHeader.ofSegment(log, catalog.nextNumber(), 0, 0, 1));
    }
    FileHeader last = chain.get(chain.size() - 1);
    if (last.compacted()) {
      return begin(
          disk,
          catalog,
          FileHeader.ofSegment(
              last.log(), catalog.nextNumber(), last.last(), 0, last.lastCommit() + 1));
    }
    return new Opening(catalog, recover(disk, last), inventory.replacement());
  }

  private static Opening begin(Disk disk, Catalog catalog, FileHeader first) throws IOException {
    ActiveSegment.prepare(disk, first);
    ActiveSegment active = ActiveSegment.publish(disk, first);
    catalog.append(first);
    return new Opening(catalog, active, Optional.empty());
  }

  private static ActiveSegment recover(Disk disk, FileHeader last) throws IOException {
    DiskFile file = disk.open(FileNames.of(last));
    try {
      return new TailRecovery(last, file).recover();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }
}
