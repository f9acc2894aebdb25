package dev.couchgrass.cli;

import dev.couchgrass.cli.disk.Installation;
import dev.couchgrass.cli.disk.StoreFolder;
import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.cli.serve.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command about the folder in which a server keeps its databases. */
abstract class FolderCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the databases are; by default $COUCHGRASS_DATA, or couchgrass-data.")
  private Optional<String> data = Optional.empty();

  private final Terminal terminal;

  FolderCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  final Path folder() {
    Optional<String> usual =
        Optional.ofNullable(terminal.environment().get(Setting.DATA.variable()))
            .filter(text -> !text.isBlank());
    return path(data.or(() -> usual).orElse(Setting.DEFAULT_DATA));
  }

  /** The folder, or file, of a name. */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw CommandException.usage("not the name of a file or folder: " + name);
    }
  }

  final StoreFolder store(Path folder) throws IOException {
    Installation.requireDurableStore();
    return new StoreFolder(
        folder, new WorkProgress(terminal.err(), terminal.drawable(), System::nanoTime));
  }

  /** Writes a result. */
  final void print(String line) throws IOException {
    terminal.out().write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    terminal.out().flush();
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
