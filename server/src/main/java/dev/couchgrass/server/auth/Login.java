package dev.couchgrass.server.auth;

import dev.couchgrass.server.http.HttpFailure;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves that somebody knows the password of an account. */
final class Login {
  private static final Logger LOG = LoggerFactory.getLogger(Login.class);

  private final Accounts accounts;
  private final PasswordWorker worker;
  private final VerifiedPasswords verified;
  private final Lockout lockout;
  private final PasswordHash nobody;

  /**
   * @param nobody what unknown names are compared with, so that they take as long as known ones
   */
  Login(
      Accounts accounts,
      PasswordWorker worker,
      VerifiedPasswords verified,
      Lockout lockout,
      PasswordHash nobody) {
    this.accounts = accounts;
    this.worker = worker;
    this.verified = verified;
    this.lockout = lockout;
    this.nobody = nobody;
  }

  /**
   * The account, if the password is its own; fails with 401 if not, and with 403 after too many
   * failures.
   */
  Future<Account> verify(String name, String password, String address) {
    if (lockout.locked(name, address)) {
      return Future.failedFuture(
          HttpFailure.forbidden(
              "Account is temporarily locked due to multiple authentication failures"));
    }
    return accounts
        .find(name)
        .compose(
            found ->
                found
                        .filter(account -> verified.contains(name, account.hash(), password))
                        .isPresent()
                    ? conclude(found, true, name, address)
                    : worker
                        .matches(found.map(Account::hash).orElse(nobody), password)
                        .compose(matches -> conclude(found, matches, name, address))
                        .compose(account -> remember(account, password).map(account)));
  }

  private Future<Account> conclude(
      Optional<Account> account, boolean matches, String name, String address) {
    if (account.isPresent() && matches) {
      lockout.succeeded(name, address);
      return Future.succeededFuture(account.get());
    }
    lockout.failed(name, address);
    LOG.warn("A login from {} failed", address);
    return Future.failedFuture(HttpFailure.unauthorized("Name or password is incorrect."));
  }

  private Future<Void> remember(Account account, String password) {
    verified.add(account.name(), account.hash(), password);
    if (!account.stored() || !account.hash().weakerThan(worker.iterations())) {
      return Future.succeededFuture();
    }
    return worker
        .hash(password)
        .compose(stronger -> accounts.upgrade(account, stronger))
        .recover(
            cause -> {
              LOG.warn("A password could not be hashed anew", cause);
              return Future.succeededFuture();
            });
  }
}
