package dev.couchgrass.store.chronicle.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The run of the machine: as long as it is the same, what processes wrote into mapped files is
 * there, whether they were killed or not.
 */
final class BootId {
  private BootId() {}

  /** Empty where there is no telling, as on all systems but Linux. */
  static Optional<String> current() {
    return read(Path.of("/proc/sys/kernel/random/boot_id"));
  }

  static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty());
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
