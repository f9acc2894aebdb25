package dev.couchgrass.cli;

import dev.couchgrass.cli.serve.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Variables of the environment that look like the command's own and are none: mistyped ones, most
 * likely. They are told and no more, for others may set such names: a container platform gives
 * every program the addresses of a service called couchgrass.
 */
final class UnknownVariables {
  private static final String PREFIX = "COUCHGRASS_";

  /** Those that no setting of a server has; the last one is read by the launcher. */
  private static final List<String> OTHERS =
      List.of(ClientCommand.ENVIRONMENT_URL, ClientCommand.ENVIRONMENT_ADMIN, PREFIX + "JAVA_OPTS");

  private UnknownVariables() {}

  /** Their names, in order. */
  static List<String> in(Map<String, String> environment) {
    List<String> known =
        Stream.concat(OTHERS.stream(), Arrays.stream(Setting.values()).map(Setting::variable))
            .toList();
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .sorted()
        .toList();
  }
}
