package dev.couchgrass.store.chronicle.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
  private static final byte[] BYTES = {1, 2, 3, 4, 5};

  @TempDir Path folder;
  private Disk disk;

  @BeforeEach
  void makeDisk() throws IOException {
    disk = new FileDisk(folder.resolve("a").resolve("b"));
  }

  private static byte[] read(DiskFile file, int length, long position) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(length);
    int read = file.read(into, position);
    assertEquals(read, into.position());
    return Arrays.copyOf(into.array(), read);
  }

  @Test
  void aFileKeepsWhatIsWrittenWhereItIsWritten() throws IOException {
    try (DiskFile file = disk.create("f")) {
      file.write(ByteBuffer.wrap(BYTES), 0);
      file.write(ByteBuffer.allocateDirect(2).put(new byte[] {8, 9}).flip(), 4);
      file.sync();
      disk.sync();
      assertEquals(6, file.size());
      assertArrayEquals(new byte[] {2, 3, 4, 8, 9}, read(file, 10, 1));
      assertArrayEquals(new byte[0], read(file, 10, 6));
      file.truncate(2);
      file.truncate(4);
      assertEquals(2, file.size());
    }
  }

  @Test
  void namesAreMadeFoundAndChanged() throws IOException {
    disk.create("f").close();
    assertThrows(FileAlreadyExistsException.class, () -> disk.create("f"));
    assertThrows(NoSuchFileException.class, () -> disk.open("g"));
    assertThrows(IllegalArgumentException.class, () -> disk.open("../f"));
    disk.rename("f", "g");
    assertEquals(List.of("g"), disk.list());
    disk.delete("g");
    assertEquals(List.of(), disk.list());
  }

  @Test
  void anInterruptFailsNothingAndStaysSet() throws IOException {
    try (DiskFile file = disk.create("f")) {
      Thread.currentThread().interrupt();
      file.write(ByteBuffer.wrap(BYTES), 0);
      file.sync();
      disk.sync();
      assertArrayEquals(BYTES, read(file, 5, 0));
      assertTrue(Thread.interrupted(), "The interrupt was swallowed");
      assertArrayEquals(BYTES, read(file, 5, 0));
    }
  }

  @Test
  void aDeletedFileCanBeReadEvenAfterAnInterrupt() throws IOException {
    try (DiskFile file = disk.create("f")) {
      file.write(ByteBuffer.wrap(BYTES), 0);
      disk.delete("f");
      Thread.currentThread().interrupt();
      assertArrayEquals(BYTES, read(file, 9, 0));
      assertTrue(Thread.interrupted(), "The interrupt was swallowed");
      assertArrayEquals(new byte[] {3, 4}, read(file, 2, 2));
    }
  }

  @Test
  void aClosedFileIsClosed() throws IOException {
    DiskFile file = disk.create("f");
    file.close();
    file.close();
    assertThrows(IOException.class, () -> read(file, 1, 0));
    assertThrows(IOException.class, () -> file.write(ByteBuffer.wrap(BYTES), 0));
  }
}
