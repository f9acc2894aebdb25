package dev.couchgrass.query;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Selectors as CouchDB defines them, step by step over plain objects, each step from its
 * description: operators are made explicit, then fields are moved down, then negations, and what is
 * left is evaluated. Objects are maps, null is {@link #NULL}. Strings must be of {@link #STRINGS}.
 */
final class NaiveSelector {
  static final Object NULL = "null-of-json".toCharArray();

  /** Some strings in the order of views; no two of them are equal there. */
  static final List<String> STRINGS =
      List.of("", "_", "_id", "0", "a", "A", "aa", "b", "B", "\u00e9", "z");

  private static final String FIELD = "";
  private static final Pattern DOT = Pattern.compile("\\.");

  private NaiveSelector() {}

  static boolean matches(Object selector, Object document) {
    if (selector.equals(Map.of())) {
      return true;
    }
    return met(negations(fields(operators(selector), "")), document, false);
  }

  private static Map<String, Object> pair(String name, Object value) {
    return Map.of(name, value);
  }

  private static String name(Object node) {
    return ((Map<?, ?>) node).keySet().iterator().next().toString();
  }

  private static Object argument(Object node) {
    return ((Map<?, ?>) node).values().iterator().next();
  }

  private static List<Object> list(Object value) {
    return List.copyOf((List<?>) value);
  }

  /** Step 1. */
  private static Object operators(Object node) {
    if (!(node instanceof Map<?, ?> map) || map.isEmpty()) {
      return pair("$eq", node);
    }
    if (map.size() > 1) {
      List<Object> each =
          map.entrySet().stream()
              .map(member -> operators(pair(member.getKey().toString(), member.getValue())))
              .toList();
      return pair("$and", each);
    }
    String name = name(node);
    Object argument = argument(node);
    return switch (name) {
      case "$and", "$or", "$nor" ->
          pair(name, list(argument).stream().map(NaiveSelector::operators).toList());
      case "$not", "$elemMatch", "$allMatch", "$keyMapMatch" -> pair(name, operators(argument));
      default -> name.startsWith("$") ? node : pair(name, operators(argument));
    };
  }

  /**
   * Step 2: a field is a list of its path and its condition, so that nothing else looks like it.
   */
  private static Object fields(Object node, String path) {
    String name = name(node);
    Object argument = argument(node);
    return switch (name) {
      case "$and", "$or", "$nor" ->
          pair(name, list(argument).stream().map(each -> fields(each, path)).toList());
      case "$not" -> pair(name, fields(argument, path));
      case "$elemMatch", "$allMatch", "$keyMapMatch" ->
          pair(FIELD, List.of(path, pair(name, fields(argument, ""))));
      default ->
          name.startsWith("$")
              ? pair(FIELD, List.of(path, node))
              : fields(argument, path.isEmpty() ? name : path + "." + name);
    };
  }

  /** Step 3. */
  private static Object negations(Object node) {
    Object argument = argument(node);
    return switch (name(node)) {
      case "$not" -> negation(argument);
      case "$nor" -> pair("$and", list(argument).stream().map(NaiveSelector::negation).toList());
      case "$and", "$or" ->
          pair(name(node), list(argument).stream().map(NaiveSelector::negations).toList());
      default -> node;
    };
  }

  private static Object negation(Object node) {
    Object argument = argument(node);
    return switch (name(node)) {
      case "$not" -> negations(argument);
      case "$nor" -> pair("$or", list(argument).stream().map(NaiveSelector::negations).toList());
      case "$and" -> pair("$or", list(argument).stream().map(NaiveSelector::negation).toList());
      case "$or" -> pair("$and", list(argument).stream().map(NaiveSelector::negation).toList());
      case "$lt" -> pair("$gte", argument);
      case "$lte" -> pair("$gt", argument);
      case "$eq" -> pair("$ne", argument);
      case "$ne" -> pair("$eq", argument);
      case "$gte" -> pair("$lt", argument);
      case "$gt" -> pair("$lte", argument);
      case "$in" -> pair("$nin", argument);
      case "$nin" -> pair("$in", argument);
      case "$exists" -> pair("$exists", !(Boolean) argument);
      case FIELD -> pair(FIELD, List.of(list(argument).get(0), negation(list(argument).get(1))));
      default -> pair("$not", node);
    };
  }

  private static boolean met(Object node, Object value, boolean terms) {
    Object argument = argument(node);
    return switch (name(node)) {
      case FIELD -> field(list(argument).get(0).toString(), list(argument).get(1), value, terms);
      case "$and" -> list(argument).stream().allMatch(each -> met(each, value, terms));
      case "$or" ->
          list(argument).isEmpty()
              || list(argument).stream().anyMatch(each -> met(each, value, terms));
      case "$not" -> !met(argument, value, terms);
      case "$lt" -> compare(value, argument, terms) < 0;
      case "$lte" -> compare(value, argument, terms) <= 0;
      case "$eq" -> compare(value, argument, terms) == 0;
      case "$ne" -> compare(value, argument, terms) != 0;
      case "$gte" -> compare(value, argument, terms) >= 0;
      case "$gt" -> compare(value, argument, terms) > 0;
      case "$in" -> among(value, list(argument), terms);
      case "$nin" -> !among(value, list(argument), terms);
      case "$exists" -> (Boolean) argument;
      case "$all" -> holdsAll(value, list(argument));
      case "$type" -> argument.equals(type(value));
      case "$size" -> value instanceof List<?> array && argument.equals((long) array.size());
      case "$mod" ->
          value instanceof Long number
              && list(argument).get(1).equals(number % (Long) list(argument).get(0));
      case "$beginsWith" -> value instanceof String text && text.startsWith(argument.toString());
      case "$regex" -> value instanceof String text && found(argument.toString(), text);
      case "$elemMatch" ->
          value instanceof List<?> array
              && array.stream().anyMatch(each -> met(argument, each, terms));
      case "$allMatch" ->
          value instanceof List<?> array
              && !array.isEmpty()
              && array.stream().allMatch(each -> met(argument, each, terms));
      case "$keyMapMatch" ->
          value instanceof Map<?, ?> map
              && map.keySet().stream().anyMatch(key -> met(argument, key, terms));
      default -> throw new IllegalArgumentException("Not in a normal form: " + node);
    };
  }

  private static boolean found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).find();
  }

  private static boolean field(String path, Object condition, Object value, boolean terms) {
    if (path.isEmpty()) {
      return met(condition, value, terms);
    }
    Object at = value;
    for (String name : DOT.split(path, -1)) {
      if (at instanceof Map<?, ?> map) {
        if (!map.containsKey(name)) {
          return condition.equals(pair("$exists", false));
        }
        at = map.get(name);
      } else if (at instanceof List<?> array
          && name.matches("[0-9]+")
          && Integer.parseInt(name) < array.size()) {
        at = array.get(Integer.parseInt(name));
      } else {
        return false;
      }
    }
    return met(condition, at, terms || path.equals("_id"));
  }

  private static boolean among(Object value, List<Object> wanted, boolean terms) {
    List<Object> values = value instanceof List<?> array ? List.copyOf(array) : List.of(value);
    return wanted.stream()
        .anyMatch(each -> values.stream().anyMatch(one -> compare(one, each, terms) == 0));
  }

  /** Spelled alike, where numbers are concerned; members of objects in one order. */
  private static boolean holdsAll(Object value, List<Object> wanted) {
    if (!(value instanceof List<?> array) || wanted.isEmpty()) {
      return false;
    }
    List<String> spelled = array.stream().map(NaiveSelector::spelled).toList();
    return wanted.stream().map(NaiveSelector::spelled).allMatch(spelled::contains)
        || (wanted.size() == 1
            && wanted.get(0) instanceof List<?> whole
            && compare(whole, value, true) == 0);
  }

  static String spelled(Object value) {
    if (value == NULL) {
      return "null";
    }
    if (value instanceof String text) {
      return '"' + text.replace("\\", "\\\\") + '"';
    }
    if (value instanceof List<?> array) {
      return String.join(",", array.stream().map(NaiveSelector::spelled).toList())
          .transform(inner -> '[' + inner + ']');
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(member -> spelled(member.getKey()) + ':' + spelled(member.getValue()))
          .reduce((one, other) -> one + ',' + other)
          .orElse("")
          .transform(inner -> '{' + inner + '}');
    }
    return value.toString();
  }

  private static String type(Object value) {
    if (value == NULL) {
      return "null";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof String) {
      return "string";
    }
    return value instanceof List<?> ? "array" : "object";
  }

  private static int compare(Object left, Object right, boolean terms) {
    List<String> types =
        terms
            ? List.of("number", "atom", "object", "array", "string")
            : List.of("atom", "number", "string", "array", "object");
    int difference = types.indexOf(kind(left)) - types.indexOf(kind(right));
    if (difference != 0) {
      return difference;
    }
    return switch (kind(left)) {
      case "atom" -> atom(left, terms) - atom(right, terms);
      case "number" -> new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
      case "string" ->
          terms
              ? left.toString().compareTo(right.toString())
              : STRINGS.indexOf(left) - STRINGS.indexOf(right);
      case "array" -> compareAll(list(left), list(right), terms);
      default -> compareAll(flat(left), flat(right), terms);
    };
  }

  private static String kind(Object value) {
    String type = type(value);
    return type.equals("null") || type.equals("boolean") ? "atom" : type;
  }

  private static int atom(Object value, boolean terms) {
    List<Object> order = terms ? List.of(false, NULL, true) : List.of(NULL, false, true);
    return order.indexOf(value);
  }

  private static List<Object> flat(Object object) {
    return ((Map<?, ?>) object)
        .entrySet().stream()
            .<Object>mapMulti(
                (member, out) -> {
                  out.accept(member.getKey());
                  out.accept(member.getValue());
                })
            .toList();
  }

  private static int compareAll(List<Object> left, List<Object> right, boolean terms) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int difference = compare(left.get(i), right.get(i), terms);
      if (difference != 0) {
        return difference;
      }
    }
    return Comparator.<Integer>naturalOrder().compare(left.size(), right.size());
  }
}
