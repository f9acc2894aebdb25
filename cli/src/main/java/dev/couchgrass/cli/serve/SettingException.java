package dev.couchgrass.cli.serve;

/** A setting that cannot be. Names where it came from; never repeats a secret. */
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingException(String message) {
    super(message, null, false, false);
  }
}
