package dev.couchgrass.cli.serve;

import dev.couchgrass.cli.serve.Settings.Value;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.server.options.Cors;
import dev.couchgrass.server.options.Limits;
import dev.couchgrass.server.options.ReplicatorOptions;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.replication.AddressRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How a server will run.
 *
 * @param newAdmin who was made because nobody was named, {@code NAME:PASSWORD}
 * @param disk where databases are kept; empty for in memory
 * @param reach which servers its replications may reach
 * @param peers how it answers other instances of signed databases; empty if it does not
 */
public record Plan(
    ServerOptions options,
    Optional<String> newAdmin,
    Optional<OnDisk> disk,
    AddressRules reach,
    Optional<SyncOptions> peers) {
  /** The name of an administrator that was made. */
  static final String ADMIN = "admin";

  private static final String FLAG = "--";

  /** What is on disk when a write is acknowledged, if nobody says. */
  private static final String DURABILITY = "commit";

  /**
   * Databases in a folder.
   *
   * @param durability what is on disk when a write is acknowledged: commit, interval or none
   */
  public record OnDisk(Path folder, String durability) {}

  /**
   * Reads the settings.
   *
   * @param password makes one for the administrator, if none is named and the server is not open
   * @throws SettingException if one of them cannot be
   */
  public static Plan of(Settings settings, Supplier<String> password) {
    ServerOptions options = listening(settings, ServerOptions.DEFAULTS);
    options =
        options
            .withLimits(limits(settings))
            .withCors(cors(settings))
            .withReplicator(replicator(settings, options.replicator()));
    AddressRules reach = reach(settings);
    Optional<OnDisk> disk = disk(settings);
    Optional<SyncOptions> peers = peers(settings);
    Optional<Value> admin = settings.find(Setting.ADMIN);
    if (admin.isPresent()) {
      if (options.open()) {
        throw admin.get().refuse("would have no effect: an open server asks nobody for a password");
      }
      return new Plan(administered(options, admin.get()), Optional.empty(), disk, reach, peers);
    }
    if (options.open()) {
      return new Plan(options, Optional.empty(), disk, reach, peers);
    }
    String made = password.get();
    return new Plan(
        options.withAdmin(ADMIN, made), Optional.of(ADMIN + ':' + made), disk, reach, peers);
  }

  private static ServerOptions listening(Settings settings, ServerOptions defaults) {
    int port = settings.find(Setting.PORT).map(Values::port).orElse(defaults.port());
    String bind = settings.find(Setting.BIND).map(Value::text).orElse(defaults.bind());
    boolean open = settings.find(Setting.OPEN).map(Values::yes).orElse(false);
    return defaults.withPort(port).withBind(bind).withOpen(open);
  }

  private static ReplicatorOptions replicator(Settings settings, ReplicatorOptions defaults) {
    return settings
        .find(Setting.REPLICATOR_JOBS)
        .map(Values::positive)
        .map(defaults::withMaxJobs)
        .orElse(defaults);
  }

  private static Optional<SyncOptions> peers(Settings settings) {
    boolean answers = settings.find(Setting.PEERS).map(Values::yes).orElse(false);
    Optional<Value> url = settings.find(Setting.URL);
    if (!answers) {
      if (url.isPresent() && url.get().origin().startsWith(FLAG)) {
        throw url.get().refuse("would have no effect without --peers");
      }
      return Optional.empty();
    }
    return Optional.of(SyncOptions.DEFAULTS.withAddresses(url.map(Values::peer).stream().toList()));
  }

  private static AddressRules reach(Settings settings) {
    AddressRules reach = AddressRules.DEFAULTS;
    Optional<Value> allow = settings.find(Setting.REPLICATE_ALLOW);
    Optional<Value> deny = settings.find(Setting.REPLICATE_DENY);
    reach = ruled(allow, reach, (rules, list) -> rules.withAllow(named(list)));
    return ruled(deny, reach, (rules, list) -> rules.withDeny(named(list)));
  }

  /** The word unsafe stands for what is refused by default, the word none for nothing. */
  private static List<String> named(List<String> list) {
    return list.stream()
        .filter(rule -> !rule.equals("none"))
        .flatMap(rule -> rule.equals("unsafe") ? AddressRules.UNSAFE.stream() : Stream.of(rule))
        .toList();
  }

  private static AddressRules ruled(
      Optional<Value> value,
      AddressRules rules,
      BiFunction<AddressRules, List<String>, AddressRules> with) {
    if (value.isEmpty()) {
      return rules;
    }
    try {
      return with.apply(rules, Values.list(value.get()));
    } catch (IllegalArgumentException e) {
      throw value
          .get()
          .refuse("must be addresses, ranges such as 10.0.0.0/8, or hosts such as *.example.com");
    }
  }

  private static Limits limits(Settings settings) {
    Limits limits = Limits.DEFAULTS;
    Optional<Value> document = settings.find(Setting.MAX_DOCUMENT_SIZE);
    Optional<Value> attachment = settings.find(Setting.MAX_ATTACHMENT_SIZE);
    Optional<Value> request = settings.find(Setting.MAX_REQUEST_SIZE);
    limits = limited(document, Integer.MAX_VALUE, limits, Plan::withDocumentBytes);
    limits = limited(attachment, Long.MAX_VALUE, limits, Limits::withAttachmentBytes);
    return limited(request, Integer.MAX_VALUE, limits, Plan::withRequestBytes);
  }

  private static Limits limited(
      Optional<Value> value, long max, Limits limits, BiFunction<Limits, Long, Limits> with) {
    if (value.isEmpty()) {
      return limits;
    }
    try {
      return with.apply(limits, Values.size(value.get(), max));
    } catch (IllegalArgumentException e) {
      throw value.get().refuse("is too small to be of use");
    }
  }

  private static Limits withDocumentBytes(Limits limits, long bytes) {
    return limits.withDocumentBytes(Math.toIntExact(bytes));
  }

  private static Limits withRequestBytes(Limits limits, long bytes) {
    return limits.withRequestBytes(Math.toIntExact(bytes));
  }

  private static Cors cors(Settings settings) {
    Optional<Value> value = settings.find(Setting.CORS);
    if (value.isEmpty()) {
      return Cors.NONE;
    }
    Set<String> origins = Set.copyOf(Values.list(value.get()));
    if (origins.equals(Set.of("*"))) {
      return Cors.ANY;
    }
    if (origins.contains("*")) {
      throw value.get().refuse("must be either * or a list of origins");
    }
    try {
      return Cors.of(origins.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw value
          .get()
          .refuse("must be * or origins such as https://app.example.com, without a path");
    }
  }

  /** Memory if it is asked for, be there a folder in the environment or the file. */
  private static Optional<OnDisk> disk(Settings settings) {
    Optional<Value> data = settings.find(Setting.DATA);
    Optional<Value> durability = settings.find(Setting.DURABILITY);
    String level = durability.map(Values::durability).orElse(DURABILITY);
    Path folder = data.map(Values::folder).orElse(Path.of(Setting.DEFAULT_DATA));
    Optional<Value> memory = settings.find(Setting.MEMORY).filter(Values::yes);
    if (memory.isEmpty()) {
      return Optional.of(new OnDisk(folder, level));
    }
    for (Optional<Value> useless : List.of(data, durability)) {
      if (useless.isPresent() && useless.get().origin().startsWith(FLAG)) {
        throw useless.get().refuse("would have no effect: databases are kept in memory");
      }
    }
    return Optional.empty();
  }

  private static ServerOptions administered(ServerOptions options, Value admin) {
    int colon = admin.text().indexOf(':');
    if (colon < 1 || colon == admin.text().length() - 1) {
      throw admin.refuse("must have the form NAME:PASSWORD");
    }
    return options.withAdmin(admin.text().substring(0, colon), admin.text().substring(colon + 1));
  }
}
