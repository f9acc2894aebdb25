package dev.couchgrass.instance.history;

import dev.couchgrass.instance.auth.Restriction;
import dev.couchgrass.instance.auth.Restrictions;
import dev.couchgrass.instance.auth.Standing;
import io.vertx.core.Future;
import java.util.List;

/** Finds which of several restrictions stand. */
final class Hearing {
  private Hearing() {}

  /**
   * Those that stand. Of which it can't be told, as entries of other databases are missing, does
   * not: it is told when one more comes.
   */
  static Future<List<Restriction>> of(
      List<Restriction> some, SettingsGraph graph, Delegates delegates) {
    List<Restriction> heard = List.copyOf(some);
    return heard.size() < 2
        ? Future.succeededFuture(heard)
        : DelegatedAnswers.check(
                delegates,
                delegated -> Restrictions.effective(heard, graph::areConcurrent, delegated))
            .map(
                answer ->
                    answer instanceof Standing.Known known
                        ? known.restrictions()
                        : ((Standing.Missing) answer).restrictions());
  }
}
