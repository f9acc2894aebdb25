package dev.couchgrass.store.chronicle;

import dev.couchgrass.conformance.engine.FailuresConformance;
import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.chronicle.disk.FileDisk;
import dev.couchgrass.store.chronicle.disk.FillableDisk;
import dev.couchgrass.store.chronicle.disk.FolderLock;
import dev.couchgrass.store.chronicle.pages.ChroniclePages;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Engine;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a commit leaves that failed because the disk was full. */
class FullDiskConformance extends FailuresConformance {
  FullDiskConformance() {
    super(FillableFolder::new);
  }

  private static final class FillableFolder implements EngineHome {
    private final TestFolder folder = TestFolder.make(ChronicleOptions.DEFAULTS);
    private @Nullable FillableDisk disk;

    FillableFolder() throws IOException {}

    @Override
    public Engine open() throws IOException {
      disk = new FillableDisk(new FileDisk(folder.path()));
      return ChronicleEngine.open(
          disk,
          ChroniclePages.in(folder.path()),
          FolderLock.take(folder.path()),
          folder.options(),
          OpenListener.NONE,
          EngineThreads::new);
    }

    @Override
    public boolean refuseWrites(boolean refused) {
      Objects.requireNonNull(disk).full(refused);
      return true;
    }

    @Override
    public void delete() throws IOException {
      folder.delete();
    }
  }
}
