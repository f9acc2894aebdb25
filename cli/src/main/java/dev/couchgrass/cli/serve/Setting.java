package dev.couchgrass.cli.serve;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be set of a server: as a flag, in the environment, or in a file. */
public enum Setting {
  PORT,
  BIND,
  ADMIN,
  OPEN,
  CORS,
  MEMORY,
  DATA,
  DURABILITY,
  MAX_DOCUMENT_SIZE,
  MAX_ATTACHMENT_SIZE,
  MAX_REQUEST_SIZE,
  REPLICATOR_JOBS,
  REPLICATE_ALLOW,
  REPLICATE_DENY,
  PEERS,
  URL;

  /** The folder of databases where none is named, below the working directory. */
  public static final String DEFAULT_DATA = "couchgrass-data";

  /** Its name in a file, such as {@code max-request-size}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its name on a command line, such as {@code --max-request-size}. */
  public String flag() {
    return "--" + key();
  }

  /** Its name in the environment, such as {@code COUCHGRASS_MAX_REQUEST_SIZE}. */
  public String variable() {
    return "COUCHGRASS_" + name();
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
  }
}
