package dev.couchgrass.cli;

import dev.couchgrass.cli.control.ControlClient;
import dev.couchgrass.cli.signed.FolderInstances;
import dev.couchgrass.cli.signed.Instances;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has around it.
 *
 * @param out for results; whoever writes flushes
 * @param err for everything that is said to a person
 * @param drawable whether a line on {@code err} can be drawn again
 * @param prompt asks whoever sits there
 * @param files that arguments name
 * @param instances the users and signed databases of folders
 */
record Terminal(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean drawable,
    Prompt prompt,
    FileInput files,
    Instances instances)
    implements ControlClient.Surroundings {
  /** Set to {@code true} by the launcher, which can tell whether standard error is a terminal. */
  private static final String DRAWABLE = "couchgrass.terminal";

  /** Set to {@code true} by the launcher if standard input is a terminal. */
  private static final String INTERACTIVE = "couchgrass.interactive";

  private static final int BUFFER = 65_536;

  Terminal {
    environment = Map.copyOf(environment);
  }

  /** A terminal at which nobody sits. */
  Terminal(
      InputStream in,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      boolean drawable) {
    this(in, out, err, environment, drawable, Prompt.NOBODY);
  }

  /** The terminal of a command that runs in this process for itself. */
  Terminal(
      InputStream in,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      boolean drawable,
      Prompt prompt) {
    this(in, out, err, environment, drawable, prompt, FileInput.OF_PROCESS, new FolderInstances());
  }

  @Override
  public Optional<char[]> secret(String question) {
    return prompt.secret(question);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return files.open(name);
  }

  static Terminal ofProcess() {
    return new Terminal(
        System.in,
        new BufferedOutputStream(
            new StandardOutput(new FileOutputStream(FileDescriptor.out)), BUFFER),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        Boolean.getBoolean(DRAWABLE),
        Boolean.getBoolean(INTERACTIVE) ? Prompt.ofProcess() : Prompt.NOBODY);
  }
}
