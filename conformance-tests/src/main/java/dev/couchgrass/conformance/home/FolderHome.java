package dev.couchgrass.conformance.home;

import dev.couchgrass.store.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A temporary folder, for an engine that keeps all it keeps in one:
 *
 * <pre>{@code
 * @Override
 * protected EngineHome engine() throws IOException {
 *   return FolderHome.make(RocksEngine::open);
 * }
 * }</pre>
 *
 * <p>A crash is played by a copy of the folder while the engine has it open: what the system would
 * keep if the process ended. It is no power cut, after which what was written and not synced may be
 * missing. The copy is of one moment: a copy beside which something changed is thrown away.
 */
public final class FolderHome implements EngineHome {
  private static final int MOST_COPIES = 100;

  private final Path folder;
  private final Opener opener;

  private FolderHome(Path folder, Opener opener) {
    this.folder = folder;
    this.opener = opener;
  }

  /** Opens the engine of a folder, which exists. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens it: the folder is empty the first time.
     *
     * @throws IOException if it can't be opened, which fails the test
     */
    Engine open(Path folder) throws IOException;
  }

  /**
   * Makes an empty folder, where the system keeps temporary files.
   *
   * @throws IOException if it can't be made
   */
  public static FolderHome make(Opener opener) throws IOException {
    return new FolderHome(Files.createTempDirectory("couchgrass-engine"), opener);
  }

  @Override
  public Engine open() throws IOException {
    return opener.open(folder);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException also if the folder changes all the time, whatever is committed
   */
  @Override
  public Optional<EngineHome> crashed() throws IOException {
    return Optional.of(copied(() -> {}));
  }

  /**
   * A home with a copy of the folder.
   *
   * @param onceCopied run after each copy, before it is compared
   */
  FolderHome copied(Runnable onceCopied) throws IOException {
    for (int i = 0; i < MOST_COPIES; i++) {
      FolderHome copy = make(opener);
      if (copyTo(copy.folder, onceCopied)) {
        return copy;
      }
      copy.delete();
    }
    throw new IOException("The folder changes all the time");
  }

  /** Whether the copy is of one moment: all that was copied is as it was when the last came. */
  private boolean copyTo(Path copy, Runnable onceCopied) throws IOException {
    try {
      List<Path> copied = entries(folder);
      for (Path entry : copied) {
        if (Files.isDirectory(folder.resolve(entry))) {
          Files.createDirectory(copy.resolve(entry));
        } else {
          Files.copy(folder.resolve(entry), copy.resolve(entry));
        }
      }
      onceCopied.run();
      for (Path entry : copied) {
        if (Files.isRegularFile(copy.resolve(entry))
            && Files.mismatch(folder.resolve(entry), copy.resolve(entry)) != -1) {
          return false;
        }
      }
      return copied.equals(entries(folder));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * What is in a folder and in the folders in it, relative to it; a folder before what it holds.
   */
  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      return entries.skip(1).map(folder::relativize).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void delete() throws IOException {
    for (Path entry : entries(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(folder.resolve(entry));
    }
    Files.delete(folder);
  }
}
