package dev.couchgrass.sync.log.wire;

import java.util.Objects;

/** Why a session of log sync failed. Expected, so it carries no stack trace. */
public final class LogSyncException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final LogSyncProblem problem;
  private final boolean remote;

  private LogSyncException(String message, LogSyncProblem problem, boolean remote) {
    super(message, null, false, false);
    this.problem = Objects.requireNonNull(problem);
    this.remote = remote;
  }

  /** What this side found. */
  public static LogSyncException found(LogSyncProblem problem) {
    return new LogSyncException("The other side broke the rules of log sync", problem, false);
  }

  /** What the other side said. */
  public static LogSyncException told(LogSyncProblem problem) {
    return new LogSyncException("The other side ended log sync", problem, true);
  }

  /** What is wrong. */
  public LogSyncProblem problem() {
    return problem;
  }

  /** Whether the other side said so, and this one found nothing. */
  public boolean isRemote() {
    return remote;
  }

  @Override
  public String getMessage() {
    return super.getMessage() + ": " + problem;
  }
}
