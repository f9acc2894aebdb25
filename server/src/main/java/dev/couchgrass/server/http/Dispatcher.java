package dev.couchgrass.server.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request, in time that grows with the path's segments alone.
 *
 * <p>The raw path is split at its slashes, and each segment decoded once: an encoded slash stays
 * within its segment. {@code _design%2Fx} as one segment is the design document {@code x}.
 */
public final class Dispatcher {
  /** A route, and what the path says for its parameters. */
  public record Match(Route route, Map<String, String> parameters) {
    public Match {
      parameters = Map.copyOf(parameters);
    }
  }

  private final Node root = new Node();

  /**
   * Serves these routes.
   *
   * @throws IllegalArgumentException if two routes have the same method and path
   */
  public Dispatcher(List<Route> routes) {
    routes.forEach(this::add);
  }

  private void add(Route route) {
    Node node = root;
    List<String> names = new ArrayList<>();
    for (String segment : segments(route.pattern())) {
      if (!segment.startsWith("{")) {
        node = node.literals.computeIfAbsent(segment, s -> new Node());
      } else if (segment.endsWith("*}")) {
        names.add(segment.substring(1, segment.length() - 2));
        node = node.rest();
      } else {
        names.add(segment.substring(1, segment.length() - 1));
        node = node.parameter();
      }
    }
    if (node.leaves.put(route.method(), new Leaf(route, List.copyOf(names))) != null) {
      throw new IllegalArgumentException("Two routes for " + route.method() + route.pattern());
    }
  }

  /**
   * Finds the route of a request.
   *
   * @param rawPath as it came, without the query
   * @throws HttpFailure 400 if it is badly encoded, 404 if nothing is there, 405 if something is,
   *     but not with this method
   */
  public Match match(HttpMethod method, String rawPath) {
    List<String> values = new ArrayList<>(4);
    Node node = root.find(decoded(rawPath), 0, values);
    if (node == null) {
      throw HttpFailure.notFound("missing");
    }
    Leaf leaf = node.leaves.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    if (leaf == null) {
      throw notAllowed(node);
    }
    Map<String, String> parameters = parameters(leaf.names, values);
    requireDocument(method, parameters.getOrDefault(Route.DOCUMENT, ""));
    return new Match(leaf.route, parameters);
  }

  private static Map<String, String> parameters(List<String> names, List<String> values) {
    return switch (names.size()) {
      case 0 -> Map.of();
      case 1 -> Map.of(names.get(0), values.get(0));
      case 2 -> Map.of(names.get(0), values.get(0), names.get(1), values.get(1));
      default -> {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
          parameters.put(names.get(i), values.get(i));
        }
        yield parameters;
      }
    };
  }

  /** An id with an underscore is a part of the API that is not there; writing it is a bad id. */
  private static void requireDocument(HttpMethod method, String id) {
    if (id.startsWith("_") && !method.equals(HttpMethod.PUT)) {
      throw HttpFailure.notFound("missing");
    }
  }

  private static List<String> decoded(String rawPath) {
    List<String> raw = segments(rawPath);
    List<String> path = new ArrayList<>(raw.size() + 1);
    for (String segment : raw) {
      String text = PercentCoding.segment(segment);
      int slash = text.indexOf('/');
      if (path.size() == 1 && (text.startsWith("_design/") || text.startsWith("_local/"))) {
        path.add(text.substring(0, slash));
        text = text.substring(slash + 1);
      }
      path.add(text);
    }
    return path;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(4);
    int from = path.startsWith("/") ? 1 : 0;
    while (from < path.length()) {
      int to = path.indexOf('/', from);
      to = to < 0 ? path.length() : to;
      segments.add(path.substring(from, to));
      from = to + 1;
    }
    return segments;
  }

  private static HttpFailure notAllowed(Node node) {
    TreeSet<String> methods = new TreeSet<>();
    for (HttpMethod method : node.leaves.keySet()) {
      methods.add(method.name());
      if (method.equals(HttpMethod.GET)) {
        methods.add("HEAD");
      }
    }
    String allowed = String.join(",", methods);
    return new HttpFailure(
        405,
        "method_not_allowed",
        "Only " + allowed + " allowed",
        Map.of("Allow", String.join(", ", methods)));
  }

  private record Leaf(Route route, List<String> names) {}

  /** Every request passes here: hence no Optional within. */
  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<HttpMethod, Leaf> leaves = new LinkedHashMap<>();
    @Nullable Node parameter;
    @Nullable Node rest;

    /** Where a path leads from here; {@code values} gets what its parameters are. */
    @Nullable Node find(List<String> path, int at, List<String> values) {
      if (at == path.size()) {
        return leaves.isEmpty() ? null : this;
      }
      Node literal = literals.get(path.get(at));
      Node found = literal == null ? null : literal.find(path, at + 1, values);
      if (found == null && parameter != null) {
        values.add(path.get(at));
        found = parameter.find(path, at + 1, values);
        if (found == null) {
          values.remove(values.size() - 1);
        }
      }
      if (found == null && rest != null) {
        values.add(String.join("/", path.subList(at, path.size())));
        found = rest;
      }
      return found;
    }

    /** The child for a parameter. */
    Node parameter() {
      parameter = parameter == null ? new Node() : parameter;
      return parameter;
    }

    /** The child for whatever is left of a path. */
    Node rest() {
      rest = rest == null ? new Node() : rest;
      return rest;
    }
  }
}
