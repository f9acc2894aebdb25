package dev.couchgrass.server.auth;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.server.options.Authentication;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All that a server needs to know people. */
public final class Authority {
  private final CouchGate gate;
  private final Sessions sessions;
  private final PasswordWorker worker;

  private Authority(CouchGate gate, Sessions sessions, PasswordWorker worker) {
    this.gate = gate;
    this.sessions = sessions;
    this.worker = worker;
  }

  /** Hashes what passwords are given in clear, and makes sure that {@code _users} is there. */
  public static Future<Authority> prepare(Vertx vertx, Storage storage, ServerOptions options) {
    Authentication authentication = options.authentication();
    PasswordWorker worker = new PasswordWorker(vertx, authentication.iterations());
    Map<String, PasswordHash> admins = new HashMap<>();
    Future<Void> hashed = Future.succeededFuture();
    for (Map.Entry<String, String> admin : authentication.admins().entrySet()) {
      hashed =
          hashed
              .compose(v -> hash(worker, admin.getValue()))
              .map(
                  hash -> {
                    admins.put(admin.getKey(), hash);
                    return null;
                  });
    }
    SecureRandom random = new SecureRandom();
    return hashed
        .compose(v -> storage.openOrCreate(Accounts.USERS))
        .compose(users -> worker.hash(Long.toHexString(random.nextLong())))
        .map(nobody -> assemble(storage, options, worker, admins, nobody, random))
        .andThen(onFailure(cause -> worker.close()));
  }

  private static Future<PasswordHash> hash(PasswordWorker worker, String password) {
    Optional<PasswordHash> known = PasswordHash.parse(password);
    return known.isPresent() ? Future.succeededFuture(known.get()) : worker.hash(password);
  }

  private static Authority assemble(
      Storage storage,
      ServerOptions options,
      PasswordWorker worker,
      Map<String, PasswordHash> admins,
      PasswordHash nobody,
      SecureRandom random) {
    Authentication authentication = options.authentication();
    Accounts accounts = new Accounts(storage, admins);
    Lockout lockout = new Lockout(authentication, options.clock());
    VerifiedPasswords verified = new VerifiedPasswords(options.clock(), random);
    Login login = new Login(accounts, worker, verified, lockout, nobody);
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    SessionCookie cookies =
        new SessionCookie(
            authentication.secret().map(s -> s.getBytes(StandardCharsets.UTF_8)).orElse(secret),
            authentication.sessionTimeout(),
            options.clock());
    Identification identification = new Identification(accounts, login, cookies, options.cors());
    return new Authority(
        new CouchGate(storage, options.open(), identification, worker),
        new Sessions(login, cookies),
        worker);
  }

  public CouchGate gate() {
    return gate;
  }

  /** {@code /_session}. */
  public Sessions sessions() {
    return sessions;
  }

  public Future<Void> close() {
    return worker.close();
  }
}
