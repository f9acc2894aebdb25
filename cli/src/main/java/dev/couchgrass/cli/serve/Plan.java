package dev.couchgrass.cli.serve;

import dev.couchgrass.cli.serve.Settings.Value;
import dev.couchgrass.server.options.Cors;
import dev.couchgrass.server.options.Limits;
import dev.couchgrass.server.options.ServerOptions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How a server will run.
 *
 * @param newAdmin who was made because nobody was named, {@code NAME:PASSWORD}
 */
public record Plan(ServerOptions options, Optional<String> newAdmin) {
  private static final String ADMIN = "admin";

  /**
   * Reads the settings.
   *
   * @param password makes one for the administrator, if none is named and the server is not open
   * @throws SettingException if one of them cannot be
   */
  public static Plan of(Settings settings, Supplier<String> password) {
    ServerOptions options = listening(settings, ServerOptions.DEFAULTS);
    options = options.withLimits(limits(settings)).withCors(cors(settings));
    requireMemory(settings);
    Optional<Value> admin = settings.find(Setting.ADMIN);
    if (admin.isPresent()) {
      return new Plan(administered(options, admin.get()), Optional.empty());
    }
    if (options.open()) {
      return new Plan(options, Optional.empty());
    }
    String made = password.get();
    return new Plan(options.withAdmin(ADMIN, made), Optional.of(ADMIN + ':' + made));
  }

  private static ServerOptions listening(Settings settings, ServerOptions defaults) {
    int port = settings.find(Setting.PORT).map(Values::port).orElse(defaults.port());
    String bind = settings.find(Setting.BIND).map(Value::text).orElse(defaults.bind());
    boolean open = settings.find(Setting.OPEN).map(Values::yes).orElse(false);
    return defaults.withPort(port).withBind(bind).withOpen(open);
  }

  private static Limits limits(Settings settings) {
    Limits limits = Limits.DEFAULTS;
    Optional<Value> document = settings.find(Setting.MAX_DOCUMENT_SIZE);
    Optional<Value> attachment = settings.find(Setting.MAX_ATTACHMENT_SIZE);
    Optional<Value> request = settings.find(Setting.MAX_REQUEST_SIZE);
    try {
      return limits
          .withDocumentBytes(bytes(document, limits.documentBytes()))
          .withRequestBytes(bytes(request, limits.requestBytes()))
          .withAttachmentBytes(
              attachment
                  .map(value -> Values.size(value, Long.MAX_VALUE))
                  .orElse(limits.attachmentBytes()));
    } catch (IllegalArgumentException e) {
      throw new SettingException("A limit of size is too small to be of use");
    }
  }

  private static int bytes(Optional<Value> value, int usual) {
    return value.map(v -> Math.toIntExact(Values.size(v, Integer.MAX_VALUE))).orElse(usual);
  }

  private static Cors cors(Settings settings) {
    Optional<Value> value = settings.find(Setting.CORS);
    if (value.isEmpty()) {
      return Cors.NONE;
    }
    Set<String> origins =
        Arrays.stream(value.get().text().split(","))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toSet());
    if (origins.equals(Set.of("*"))) {
      return Cors.ANY;
    }
    if (origins.contains("*")) {
      throw value.get().refuse("must be either * or a list of origins");
    }
    return Cors.of(origins.toArray(String[]::new));
  }

  private static void requireMemory(Settings settings) {
    settings
        .find(Setting.MEMORY)
        .filter(value -> !Values.yes(value))
        .ifPresent(
            value -> {
              throw value.refuse("must be true: there is no other store yet");
            });
  }

  private static ServerOptions administered(ServerOptions options, Value admin) {
    int colon = admin.text().indexOf(':');
    if (colon < 1 || colon == admin.text().length() - 1) {
      throw admin.refuse("must have the form NAME:PASSWORD");
    }
    return options.withAdmin(admin.text().substring(0, colon), admin.text().substring(colon + 1));
  }
}
