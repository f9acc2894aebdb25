package dev.couchgrass.query;

import dev.couchgrass.query.condition.All;
import dev.couchgrass.query.condition.Any;
import dev.couchgrass.query.condition.At;
import dev.couchgrass.query.condition.Condition;
import dev.couchgrass.query.condition.Not;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of a document's members a condition looks at.
 *
 * @param all whether at the document as a whole
 * @param names otherwise, at these
 */
record Fields(boolean all, Set<String> names) {
  static Fields of(Condition condition) {
    if (condition instanceof All every) {
      return union(every.conditions());
    }
    if (condition instanceof Any any) {
      return union(any.conditions());
    }
    if (condition instanceof Not not) {
      return of(not.condition());
    }
    return condition instanceof At at && !at.path().isEmpty()
        ? new Fields(false, Set.of(at.path().names().get(0)))
        : new Fields(true, Set.of());
  }

  private static Fields union(List<Condition> conditions) {
    boolean all = false;
    Set<String> names = new HashSet<>();
    for (Condition condition : conditions) {
      Fields each = of(condition);
      all |= each.all();
      names.addAll(each.names());
    }
    return new Fields(all, Set.copyOf(names));
  }

  boolean wants(String name) {
    return all || names.contains(name);
  }

  /** Whether a member without an underscore is wanted, so that the body has to be read. */
  boolean wantsBody() {
    return all || names.stream().anyMatch(name -> !DocumentView.SPECIAL.contains(name));
  }
}
