package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that are open for reads: those used last, and those in use. One in use stays open, and
 * can be read, when it is forgotten or its name deleted.
 */
final class OpenFiles {
  private final Disk disk;
  private final int most;
  private final Map<Long, Handle> handles = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  OpenFiles(Disk disk, int most) {
    this.disk = disk;
    this.most = most;
  }

  /** Opens a file, or finds it open. To be closed after use. */
  synchronized Handle acquire(FileHeader header) throws IOException {
    if (closed) {
      throw new IllegalStateException("The log is closed");
    }
    Handle handle = handles.get(header.number());
    if (handle == null) {
      String name = FileNames.of(header);
      handle = new Handle(name, disk.open(name));
      handles.put(header.number(), handle);
    }
    handle.users++;
    if (handles.size() > most) {
      closeLeastRecent();
    }
    return handle;
  }

  private void closeLeastRecent() throws IOException {
    Iterator<Handle> oldestFirst = handles.values().iterator();
    while (oldestFirst.hasNext() && handles.size() > most) {
      Handle handle = oldestFirst.next();
      if (handle.users == 0) {
        oldestFirst.remove();
        handle.file.close();
      }
    }
  }

  /** Closes a file as soon as nobody uses it. */
  synchronized void forget(long number) throws IOException {
    Handle handle = handles.remove(number);
    if (handle != null) {
      handle.forget();
    }
  }

  synchronized void close() throws IOException {
    closed = true;
    IOException failure = null;
    for (Handle handle : handles.values()) {
      try {
        handle.forget();
      } catch (IOException e) {
        failure = e;
      }
    }
    handles.clear();
    if (failure != null) {
      throw failure;
    }
  }

  /** A file in use. */
  final class Handle implements Closeable {
    private final String name;
    private final DiskFile file;
    private int users;
    private boolean forgotten;

    private Handle(String name, DiskFile file) {
      this.name = name;
      this.file = file;
    }

    String name() {
      return name;
    }

    DiskFile file() {
      return file;
    }

    private void forget() throws IOException {
      forgotten = true;
      if (users == 0) {
        file.close();
      }
    }

    /** Once for each {@link #acquire}. */
    @Override
    public void close() throws IOException {
      synchronized (OpenFiles.this) {
        users--;
        if (forgotten && users == 0) {
          file.close();
        }
      }
    }
  }
}
