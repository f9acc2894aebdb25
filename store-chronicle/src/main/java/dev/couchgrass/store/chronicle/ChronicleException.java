package dev.couchgrass.store.chronicle;

import dev.couchgrass.store.chronicle.disk.FolderInUseException;
import dev.couchgrass.store.chronicle.log.DamageException;
import dev.couchgrass.store.chronicle.log.NewerFormatException;
import dev.couchgrass.store.chronicle.pages.MissingFlagsException;
import java.io.IOException;

/** A folder's store can't be used, for a reason that whoever runs it can do something about. */
public final class ChronicleException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Another process has it open, or another storage of this one: the message says who. */
    IN_USE,
    /** The log does not hold what was written: the message says in which file, and where. */
    DAMAGED,
    /** A newer release wrote it. */
    NEWER_FORMAT,
    /** The JVM was started without what Chronicle Map needs: the message says what to add. */
    MISSING_FLAGS,
    /** There is no store in the folder. */
    NO_STORE,
    /** The folder, which must be empty, is not. */
    NOT_EMPTY,
    /** The folder to be written lies within the one to be read, which must not change. */
    WITHIN_SOURCE
  }

  private final Reason reason;

  ChronicleException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  private ChronicleException(Reason reason, Exception cause) {
    super(cause.getMessage(), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Something that may fail for one of these reasons. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  /** Does something, and tells what it fails for. */
  static <T> T told(Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (FolderInUseException e) {
      throw new ChronicleException(Reason.IN_USE, e);
    } catch (DamageException e) {
      throw new ChronicleException(Reason.DAMAGED, e);
    } catch (NewerFormatException e) {
      throw new ChronicleException(Reason.NEWER_FORMAT, e);
    } catch (MissingFlagsException e) {
      throw new ChronicleException(Reason.MISSING_FLAGS, e);
    }
  }
}
