package dev.couchgrass.cli;

import dev.couchgrass.cli.control.ControlServer;
import dev.couchgrass.cli.control.Session;
import dev.couchgrass.cli.signed.Instances;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs, in a server's process, what others ask about users and signed databases of its folder. */
final class ServedCommands implements ControlServer.Commands {
  private static final Set<String> GROUPS = Set.of("user", "db");
  private static final int BUFFER = 65_536;

  private final Instances instances;

  ServedCommands(Instances instances) {
    this.instances = instances;
  }

  @Override
  public int run(List<String> arguments, Session session) {
    PrintStream err = new PrintStream(session.error(), true, StandardCharsets.UTF_8);
    if (arguments.isEmpty() || !GROUPS.contains(arguments.get(0))) {
      err.println("couchgrass: a server runs commands about users and signed databases only");
      return ExitCode.USAGE;
    }
    Terminal terminal =
        new Terminal(
            session.input(),
            new BufferedOutputStream(session.output(), BUFFER),
            err,
            Map.of(),
            false,
            session::secret,
            session::file,
            instances);
    return Main.run(terminal, arguments.toArray(String[]::new));
  }
}
