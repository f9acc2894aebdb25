package dev.couchgrass.cli;

/** How a command ends. */
final class ExitCode {
  static final int DONE = 0;

  /** It failed, or did a part only. */
  static final int FAILED = 1;

  /** The command line, a setting or the settings file is wrong; nothing was done. */
  static final int USAGE = 2;

  /** No server answers at the URL. */
  static final int UNREACHABLE = 3;

  private ExitCode() {}
}
