package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.hash.Cid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Other databases, each a line of settings; a tip is one of them, by its number. */
final class Others implements DelegatedSettings {
  private final Map<Cid, List<Doc>> lines = new HashMap<>();

  static Cid tip(Cid database, int number) {
    return AuthWorld.id(database + " " + number);
  }

  Others with(Cid database, Doc... line) {
    lines.put(database, List.of(line));
    return this;
  }

  @Override
  public Answer find(Cid database, List<Cid> tips, List<Cid> floor) {
    List<Doc> line = lines.getOrDefault(database, List.of());
    int highest = -1;
    for (Cid tip : tips) {
      int place = place(database, line, tip);
      if (place < 0) {
        return new Missing(Set.of(tip));
      }
      highest = Math.max(highest, place);
    }
    for (Cid id : floor) {
      int place = place(database, line, id);
      if (place < 0) {
        return new Missing(Set.of(id));
      }
      if (place > highest) {
        return new Below();
      }
    }
    return new Found(AuthSettings.of(line.get(highest)));
  }

  private static int place(Cid database, List<Doc> line, Cid tip) {
    for (int i = 0; i < line.size(); i++) {
      if (tip(database, i).equals(tip)) {
        return i;
      }
    }
    return -1;
  }
}
