package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.options.Retries;
import dev.couchgrass.store.http.options.Tls;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server behind a proxy that speaks TLS with a certificate of its own making. */
class TlsTest {
  private static final String PASSWORD = "keystore-secret";

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final Storage kept = await(MemoryStorage.open(vertx));
  private final CouchServer server =
      await(CouchServer.start(vertx, kept, ServerOptions.DEFAULTS.withPort(0).withOpen(true)));
  private final NetClient client = vertx.createNetClient();

  @AfterEach
  void stop() {
    await(server.close());
    await(kept.close());
    await(vertx.close());
  }

  /** A certificate for a host that nobody vouches for but itself. */
  private JksOptions certificate(String host) throws IOException, InterruptedException {
    Path store = folder.resolve("store-" + host.replace(':', '-') + ".p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    "server",
                    "-storetype",
                    "PKCS12",
                    "-dname",
                    "CN=test",
                    "-ext",
                    "SAN=" + host,
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    store.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool").toFile())
            .start();
    assertEquals(0, keytool.waitFor(), () -> "keytool: " + folder);
    assertTrue(Files.exists(store));
    return new JksOptions().setPath(store.toString()).setPassword(PASSWORD);
  }

  /** The proxy's address. */
  private String behind(JksOptions certificate) {
    NetServer proxy =
        vertx.createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(certificate));
    proxy.connectHandler(this::join);
    return "https://127.0.0.1:" + await(proxy.listen(0, "127.0.0.1")).actualPort();
  }

  private void join(NetSocket near) {
    near.pause();
    client
        .connect(server.port(), "127.0.0.1")
        .onSuccess(
            far -> {
              far.handler(near::write).closeHandler(closed -> near.close());
              near.handler(far::write).closeHandler(closed -> far.close());
              near.resume();
            })
        .onFailure(cause -> near.close());
  }

  private Future<Storage> open(String address, Tls tls) {
    return HttpStorage.open(
        vertx, HttpOptions.of(address).withTls(tls).withRetries(Retries.DEFAULTS.withAttempts(1)));
  }

  @Test
  void aCertificateThatIsTrustedIsSpokenTo() throws Exception {
    JksOptions certificate = certificate("ip:127.0.0.1");
    Tls tls = Tls.DEFAULTS.withTrust(certificate);
    Storage storage = await(open(behind(certificate), tls));
    assertEquals(0, await(await(storage.create(new DatabaseName("db"))).info()).documents());
    await(storage.close());
    assertFalse(tls.toString().contains(PASSWORD));
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() throws Exception {
    assertRefused(open(behind(certificate("ip:127.0.0.1")), Tls.DEFAULTS));
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
    JksOptions certificate = certificate("dns:elsewhere.example");
    String address = behind(certificate);
    assertRefused(open(address, Tls.DEFAULTS.withTrust(certificate)));
    Tls careless = Tls.DEFAULTS.withTrust(certificate).withVerifyHost(false);
    await(await(open(address, careless)).close());
  }

  /** The address is the lookup's, the name that the certificate must have the URL's. */
  @Test
  void aCertificateIsTheHostsWhereverItIs() throws Exception {
    JksOptions certificate = certificate("dns:couch.example");
    String address = behind(certificate).replace("127.0.0.1", "couch.example");
    HttpOptions options =
        HttpOptions.of(address)
            .withTls(Tls.DEFAULTS.withTrust(certificate))
            .withRetries(Retries.DEFAULTS.withAttempts(1))
            .withLookup(host -> Future.succeededFuture(InetAddress.getLoopbackAddress()));
    await(await(HttpStorage.open(vertx, options)).close());
    String other = address.replace("couch.example", "elsewhere.example");
    HttpOptions elsewhere =
        HttpOptions.of(other)
            .withTls(options.tls())
            .withRetries(options.retries())
            .withLookup(host -> Future.succeededFuture(InetAddress.getLoopbackAddress()));
    assertRefused(HttpStorage.open(vertx, elsewhere));
  }

  private static void assertRefused(Future<Storage> opening) {
    StoreException failure = assertFails(ErrorCode.STORE_FAILED, opening);
    assertFalse(failure.reason().contains(PASSWORD), failure::reason);
  }
}
