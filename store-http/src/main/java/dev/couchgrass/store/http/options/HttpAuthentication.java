package dev.couchgrass.store.http.options;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who asks. No secret is in any text form. */
public sealed interface HttpAuthentication {
  /** Nobody in particular. */
  HttpAuthentication NONE = new None();

  /** Nobody in particular. */
  record None() implements HttpAuthentication {}

  /**
   * A name and a password with every request.
   *
   * @param name without a colon
   */
  record Basic(String name, String password) implements HttpAuthentication {
    public Basic {
      requireName(name);
      Objects.requireNonNull(password);
    }

    @Override
    public String toString() {
      return "Basic[name=" + name + ']';
    }
  }

  /** A session: logged in with the first request, and again when the server has ended it. */
  record Session(String name, String password) implements HttpAuthentication {
    public Session {
      requireName(name);
      Objects.requireNonNull(password);
    }

    @Override
    public String toString() {
      return "Session[name=" + name + ']';
    }
  }

  /** A token, such as a JSON Web Token. */
  record Bearer(String token) implements HttpAuthentication {
    public Bearer {
      requireHeader(token);
    }

    @Override
    public String toString() {
      return "Bearer[]";
    }
  }

  /**
   * A name that a proxy vouches for: {@code X-Auth-CouchDB-UserName} and its companions.
   *
   * @param token the name, signed with the secret that server and proxy share; as hexadecimal
   */
  record Proxy(String name, List<String> roles, String token) implements HttpAuthentication {
    public Proxy {
      requireHeader(name);
      roles = List.copyOf(roles);
      roles.forEach(HttpAuthentication::requireHeader);
      requireHeader(token);
    }

    @Override
    public String toString() {
      return "Proxy[name=" + name + ", roles=" + roles + ']';
    }
  }

  /**
   * Headers with every request, as the server or what stands before it wants them.
   *
   * @param values by name; none that says how a request is framed or where it goes
   */
  record Headers(Map<String, String> values) implements HttpAuthentication {
    private static final Set<String> KEPT =
        Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "if-match",
            "transfer-encoding",
            "upgrade");

    public Headers {
      values = Map.copyOf(values);
      values.forEach(
          (name, value) -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                || KEPT.contains(name.toLowerCase(Locale.ROOT))) {
              throw new IllegalArgumentException("Not a header that may be added: " + name);
            }
            requireHeader(value);
          });
    }

    @Override
    public String toString() {
      return "Headers[names=" + values.keySet() + ']';
    }
  }

  private static void requireName(String name) {
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException("A name is not empty and has no colon");
    }
  }

  /** The text itself is not told: it may be a secret. */
  private static void requireHeader(String value) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("A header's value is printable ASCII and not empty");
    }
  }
}
