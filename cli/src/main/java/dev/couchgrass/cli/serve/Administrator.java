package dev.couchgrass.cli.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The administrator that a server made, kept beside its databases: the hash of the password, so
 * that the one that was told goes on to be good. Whoever lost it deletes the file, and is told
 * another.
 */
final class Administrator {
  private static final String NAME = "administrator";

  private final Path file;

  Administrator(Path folder) {
    file = folder.resolve(NAME);
  }

  /** The hash, if there is one. */
  Optional<String> hash() throws IOException {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Keeps a hash, which only this user can read. It is on disk when this returns. */
  void keep(String hash) throws IOException {
    Path unfinished = file.resolveSibling(NAME + ".tmp");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished);
    if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
    }
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap((hash + '\n').getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
