package dev.couchgrass.instance.history;

import dev.couchgrass.instance.auth.Restriction;
import dev.couchgrass.instance.auth.Restrictions;
import dev.couchgrass.instance.auth.Standing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Finds which of several restrictions stand. */
final class Hearing {
  private Hearing() {}

  /**
   * Those that stand of some that all stand, and one more; empty if one takes another, so that all
   * have to be heard.
   */
  static Future<Optional<List<Restriction>>> beside(
      Restriction more, List<Restriction> standing, SettingsGraph graph, Delegates delegates) {
    return DelegatedAnswers.check(
            delegates,
            delegated -> Restrictions.standBeside(more, standing, graph::areConcurrent, delegated))
        .map(stand -> stand ? Optional.of(Restrictions.inOrder(standing, more)) : Optional.empty());
  }

  /**
   * Those that stand. Of which it can't be told, as entries of other databases are missing, does
   * not: it is told when one more comes.
   */
  static Future<List<Restriction>> of(
      List<Restriction> some, SettingsGraph graph, Delegates delegates) {
    return all(some, graph, delegates).map(Hearing::standing);
  }

  /** As {@link #of}, and whether it can be told of all. */
  static Future<Standing> all(List<Restriction> some, SettingsGraph graph, Delegates delegates) {
    List<Restriction> heard = List.copyOf(some);
    return heard.size() < 2
        ? Future.succeededFuture(new Standing.Known(heard))
        : DelegatedAnswers.check(
            delegates, delegated -> Restrictions.effective(heard, graph::areConcurrent, delegated));
  }

  /** Those that stand. */
  static List<Restriction> standing(Standing answer) {
    return answer instanceof Standing.Known known
        ? known.restrictions()
        : ((Standing.Missing) answer).restrictions();
  }
}
