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

  /** Another process has the folder of databases open. */
  static final int IN_USE = 4;

  /** What is on disk is not what was written. */
  static final int DAMAGED = 5;

  private ExitCode() {}
}
