package dev.couchgrass.server.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

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
        node = node.rest.orElseGet(Node::new).in(node, true);
      } else {
        names.add(segment.substring(1, segment.length() - 1));
        node = node.parameter.orElseGet(Node::new).in(node, false);
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
    Node node =
        root.find(decoded(rawPath), 0, values).orElseThrow(() -> HttpFailure.notFound("missing"));
    Leaf leaf = node.leaves.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    if (leaf == null) {
      throw notAllowed(node);
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      parameters.put(leaf.names.get(i), values.get(i));
    }
    requireDocument(method, parameters.getOrDefault(Route.DOCUMENT, ""));
    return new Match(leaf.route, parameters);
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

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<HttpMethod, Leaf> leaves = new LinkedHashMap<>();
    Optional<Node> parameter = Optional.empty();
    Optional<Node> rest = Optional.empty();

    /** Where a path leads from here; {@code values} gets what its parameters are. */
    Optional<Node> find(List<String> path, int at, List<String> values) {
      if (at == path.size()) {
        return leaves.isEmpty() ? Optional.empty() : Optional.of(this);
      }
      Optional<Node> found =
          Optional.ofNullable(literals.get(path.get(at)))
              .flatMap(node -> node.find(path, at + 1, values));
      if (found.isEmpty() && parameter.isPresent()) {
        values.add(path.get(at));
        found = parameter.get().find(path, at + 1, values);
        if (found.isEmpty()) {
          values.remove(values.size() - 1);
        }
      }
      if (found.isEmpty() && rest.isPresent()) {
        values.add(String.join("/", path.subList(at, path.size())));
        found = rest;
      }
      return found;
    }

    /** Makes this the child of {@code parent} for parameters. */
    Node in(Node parent, boolean asRest) {
      if (asRest) {
        parent.rest = Optional.of(this);
      } else {
        parent.parameter = Optional.of(this);
      }
      return this;
    }
  }
}
