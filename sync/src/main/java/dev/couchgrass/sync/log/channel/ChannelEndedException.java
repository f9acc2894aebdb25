package dev.couchgrass.sync.log.channel;

/** The channel has ended, by this side or the other. Expected, so it carries no stack trace. */
public final class ChannelEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The channel has ended. */
  public ChannelEndedException() {
    super("The channel has ended", null, false, false);
  }
}
