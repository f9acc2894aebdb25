package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Verifies signatures on workers, and remembers what came of it: whoever judges looks it up, as
 * often as it takes. For several threads.
 *
 * <p>Many are verified at a time, but no more than there are cores, so that others find workers.
 */
final class Signatures {
  /** How many a worker verifies in one go: some milliseconds. */
  private static final int PIECE = 32;

  /** The number of a call before all others. */
  private static final long FIRST = -1;

  private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors());

  /** How many answers are remembered from one taking to the next. */
  private static final int KEPT_ANSWERS = 4096;

  /** Whether an entry bears the signature of a key. Takes long. */
  @FunctionalInterface
  interface Verifier {
    boolean verifies(Entry entry, PublicKey key);
  }

  /** Whether an entry bears the signature of a key. */
  record Question(Entry entry, PublicKey key) {
    Subject subject() {
      return new Subject(entry.id(), key);
    }
  }

  private record Subject(Cid entry, PublicKey key) {}

  private final Workers workers;
  private final Verifier verifier;
  private final Lanes lanes;

  /** What was found last comes last. */
  private final Map<Subject, Boolean> answers = new LinkedHashMap<>();

  Signatures(Workers workers, Verifier verifier) {
    this.workers = workers;
    this.lanes = new Lanes(LANES, workers);
    this.verifier = verifier;
  }

  /**
   * Begins to verify the signatures of those entries that tell their key, as many as there are.
   *
   * @param entries in the order in which they are needed
   */
  Ahead verifyAhead(Collection<Entry> entries) {
    return verify(entries, lanes.call());
  }

  /** As {@link #verifyAhead}, but before everything that was begun with and is not done yet. */
  Ahead verifyFirst(Collection<Entry> entries) {
    return verify(entries, FIRST);
  }

  private Ahead verify(Collection<Entry> entries, long call) {
    Map<Cid, Future<Void>> known = new HashMap<>();
    for (List<Question> piece : pieces(open(entries))) {
      Future<Void> verified = lanes.run(call, () -> verify(piece));
      piece.forEach(question -> known.put(question.entry().id(), verified));
    }
    return new Ahead(known);
  }

  private List<Question> open(Collection<Entry> entries) {
    List<Question> open = new ArrayList<>();
    for (Entry entry : entries) {
      entry
          .signer()
          .hint()
          .publicKey()
          .filter(key -> answer(entry, key).isEmpty())
          .ifPresent(key -> open.add(new Question(entry, key)));
    }
    return open;
  }

  private static List<List<Question>> pieces(List<Question> all) {
    List<List<Question>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PIECE) {
      pieces.add(all.subList(from, Math.min(all.size(), from + PIECE)));
    }
    return pieces;
  }

  private void verify(List<Question> questions) {
    for (Question question : questions) {
      note(question, verifier.verifies(question.entry(), question.key()));
    }
  }

  private Future<Void> verifyOne(Question question) {
    return workers.run(
        () -> {
          verify(List.of(question));
          return null;
        });
  }

  private synchronized void note(Question question, boolean answer) {
    answers.put(question.subject(), answer);
  }

  /** What is known of a signature; empty if nothing is. */
  private synchronized Optional<Boolean> answer(Entry entry, PublicKey key) {
    return Optional.ofNullable(answers.get(new Subject(entry.id(), key)));
  }

  /** Forgets the earliest answers, if there are many. */
  synchronized void forgetMost() {
    Iterator<Subject> eldest = answers.keySet().iterator();
    for (int more = answers.size() - KEPT_ANSWERS; more > 0; more--) {
      eldest.next();
      eldest.remove();
    }
  }

  /** What a check asks about the signature of one entry. */
  Asked about(Entry entry) {
    return new Asked(entry);
  }

  /** Answers what is known, and notes the first question that is not, which it answers with no. */
  final class Asked implements Predicate<PublicKey> {
    private final Entry entry;
    private Optional<PublicKey> open = Optional.empty();

    private Asked(Entry entry) {
      this.entry = entry;
    }

    @Override
    public boolean test(PublicKey key) {
      Optional<Boolean> known = answer(entry, key);
      if (known.isEmpty() && open.isEmpty()) {
        open = Optional.of(key);
      }
      return known.orElse(false);
    }

    /** Finds what was not known; whether there was anything, so that it is to be asked again. */
    Future<Boolean> find() {
      return open.isPresent()
          ? verifyOne(new Question(entry, open.get())).map(done -> true)
          : Future.succeededFuture(false);
    }
  }
}
