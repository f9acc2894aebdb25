package dev.couchgrass.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** How the log looks: one line an event, on standard error. */
final class Logging {
  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

  private Logging() {}

  /** Must run before the first logger is made. What the user set stays. */
  static void configure() {
    if (System.getProperty(FORMAT) == null) {
      System.setProperty(FORMAT, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
    }
    Chronicle.LOGGER.setLevel(Level.SEVERE);
  }

  /**
   * It says where it was loaded from, and warns of recovering a map, which is done with care. Kept
   * here, as loggers that nobody holds forget their levels.
   */
  private static final class Chronicle {
    static final Logger LOGGER = Logger.getLogger("net.openhft");
  }
}
