package dev.couchgrass.server.http;

/** Tags of states, as {@code If-None-Match} lists them. */
final class EntityTags {
  private EntityTags() {}

  /**
   * Whether a list names a tag; weak ones count as strong ones, and {@code *} names all.
   *
   * @param list the header's value
   * @param tag quotes included
   */
  static boolean name(String list, String tag) {
    int from = 0;
    while (from < list.length()) {
      int comma = list.indexOf(',', from);
      int to = comma < 0 ? list.length() : comma;
      String one = list.substring(from, to).strip();
      if (one.equals(tag)
          || one.equals("*")
          || (one.startsWith("W/") && one.substring(2).equals(tag))) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }
}
