package dev.couchgrass.bench.instance;

import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Taken;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.user.User;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** One writer who waits for each transaction. Figures are medians. */
public final class TransactionRounds {
  private static final String TABLE = "Signed databases: transactions, one writer (per second)";

  /** About as much as an entry of the transactions has. */
  private static final int SIGNED_BYTES = 400;

  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 7;

  private final Kept kept;
  private final int count;
  private int written;

  private TransactionRounds(Kept kept, int count) {
    this.kept = kept;
    this.count = count;
  }

  /** Arguments: the {@link Scale}, the name of a {@link Kept}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    Kept kept = Kept.valueOf(arguments[2]);
    int count = Math.max(200, Scale.of(arguments).records() / 500);
    Vertx vertx = Vertx.vertx();
    Home home = Home.make(vertx, kept, Path.of(arguments[3]));
    new TransactionRounds(kept, count).run(home);
    home.remove();
    vertx.close().await();
  }

  private void run(Home home) throws Exception {
    User user = home.user();
    Chain chain = Chain.begin(user);
    home.put(chain.database(), chain.next(Chain.VALUES));
    Cid id = chain.database();
    SignedDatabase database = user.openDatabase(id).await();
    tell("a store of 1,000 values, one set", perSecond(() -> write(database)));
    SigningKey key = SigningKey.generate(new SecureRandom());
    byte[] message = "x".repeat(SIGNED_BYTES).getBytes(StandardCharsets.US_ASCII);
    tell("yardstick: signing alone", perSecond(() -> sign(key, message)));
  }

  private double perSecond(Taken.Work work) throws Exception {
    Taken.rounds(WARM_UPS, work);
    List<Taken> rounds = Taken.rounds(ROUNDS, work);
    return count / Taken.seconds(rounds);
  }

  private void write(SignedDatabase database) {
    for (int i = 0; i < count; i++) {
      String name = "n" + written++ % Chain.VALUES;
      String text = "written " + written;
      database
          .write(edits -> edits.edit(DocStore.TYPE, Chain.STORE, store -> store.set(name, text)))
          .await();
    }
  }

  private void sign(SigningKey key, byte[] message) {
    for (int i = 0; i < count; i++) {
      key.sign(message);
    }
  }

  private void tell(String row, double value) {
    ChildJvm.tell(new Figure(TABLE, row, kept.title(), value, ""));
  }
}
