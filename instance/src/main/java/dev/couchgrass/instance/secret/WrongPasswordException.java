package dev.couchgrass.instance.secret;

/**
 * A password that does not open what it was tried on.
 *
 * <p>Or it would have, and what it was tried on was changed since, or stands elsewhere than it was
 * made for: an authenticated cipher can't tell these apart. An expected failure, so it carries no
 * stack trace, and says nothing of the password.
 */
public final class WrongPasswordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongPasswordException() {
    super("The password does not open this", null, false, false);
  }
}
