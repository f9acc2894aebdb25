package dev.couchgrass.sync.log.wire;

/** Why a session of log sync failed, as a closed set. The numbers are part of the messages. */
public enum LogSyncProblem {
  /** A message that is none. */
  MALFORMED(1),
  /** A message that does not belong here. */
  UNEXPECTED(2),
  /** A version of the messages that this side does not speak. */
  VERSION(3),
  /** A topic that this side does not sync. */
  TOPIC(4),
  /** More logs, operations or bytes than this side takes, or than were announced. */
  TOO_MUCH(5),
  /** An operation that is forged, or that its log does not take. */
  REFUSED(6),
  /** An operation that is not behind the ones before it. */
  OUT_OF_ORDER(7),
  /** The other side ended before it was done. */
  ENDED(8),
  /** The other side said nothing for too long. */
  SILENT(9),
  /** This side failed, by no fault of the other. */
  FAILED(10);

  private final int number;

  LogSyncProblem(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The problem of a number; {@link #FAILED} for those of later versions. */
  static LogSyncProblem of(long number) {
    for (LogSyncProblem problem : values()) {
      if (problem.number == number) {
        return problem;
      }
    }
    return FAILED;
  }
}
