package dev.couchgrass.bench.logs;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some authors, who write one operation after the other, in turns, each in a log of a topic. */
final class Authors {
  /** How many there are. */
  static final int COUNT = 10;

  private static final int BODY_BYTES = 100;

  private final SecureRandom random = new SecureRandom();
  private final Topic topic = Topic.random(random);
  private final List<SigningKey> keys = new ArrayList<>();
  private final List<Optional<Operation>> newest = new ArrayList<>();
  private int turn;

  Authors() {
    for (int i = 0; i < COUNT; i++) {
      keys.add(SigningKey.generate(random));
      newest.add(Optional.empty());
    }
  }

  Topic topic() {
    return topic;
  }

  List<PublicKey> keys() {
    return keys.stream().map(SigningKey::publicKey).toList();
  }

  /** The next operations. */
  List<Operation> next(int count) {
    List<Operation> operations = new ArrayList<>(count);
    byte[] body = new byte[BODY_BYTES];
    for (int i = 0; i < count; i++) {
      random.nextBytes(body);
      int author = turn++ % COUNT;
      Operation next =
          OperationBuilder.behind(newest.get(author)).body(body).sign(keys.get(author));
      newest.set(author, Optional.of(next));
      operations.add(next);
    }
    return operations;
  }
}
