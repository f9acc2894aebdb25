package dev.couchgrass.instance.history;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.DelegatedSettings;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers about the settings of other databases for one check, which takes them at once: what it
 * asks for and is not here yet is found, and then it is made again.
 */
final class DelegatedAnswers implements DelegatedSettings {
  private record Question(Cid database, List<Cid> tips, List<Cid> floor) {}

  private final Map<Question, Answer> answers = new HashMap<>();
  private final List<Question> open = new ArrayList<>();

  @Override
  public Answer find(Cid database, List<Cid> tips, List<Cid> floor) {
    Question question = new Question(database, tips, floor);
    return Optional.ofNullable(answers.get(question))
        .orElseGet(
            () -> {
              open.add(question);
              return new Missing(Set.of(database));
            });
  }

  /** Makes a check until it has all answers. */
  static <T> Future<T> check(Delegates delegates, Function<DelegatedSettings, T> check) {
    DelegatedAnswers known = new DelegatedAnswers();
    Slot<T> result = new Slot<>(check.apply(known));
    return Repeat.whileTrue(
            () ->
                known.open.isEmpty()
                    ? Future.succeededFuture(false)
                    : known
                        .findOpen(delegates)
                        .map(
                            found -> {
                              result.set(check.apply(known));
                              return true;
                            }))
        .map(done -> result.value());
  }

  private Future<Void> findOpen(Delegates delegates) {
    List<Question> asked = List.copyOf(open);
    open.clear();
    return Repeat.each(
        asked,
        question ->
            delegates
                .find(question.database(), question.tips(), question.floor())
                .map(answer -> answers.put(question, answer)));
  }
}
