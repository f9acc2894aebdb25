package dev.couchgrass.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command. */
@Command(
    name = "couchgrass",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "A document database that speaks CouchDB's replication.",
    commandListHeading = "%nCommands:%n",
    subcommands = HelpCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  export COUCHGRASS_ADMIN=admin:secret     who administers, and who you are",
      "  couchgrass serve                         start a server",
      "  couchgrass load cities cities.json       make a database of a JSON file",
      "  couchgrass get cities paris              show one document",
      "  couchgrass dump cities > cities.ndjson   copy a database to a file",
      "  couchgrass changes cities --follow       watch a database change",
      "  couchgrass backup /backup/monday         copy all databases of a server",
      "Without COUCHGRASS_ADMIN, serve makes a password and prints how to log in.",
      "",
      "Exit codes: 0 done, 1 failed (or a part was refused), 2 wrong usage,",
      "3 no server answers, 4 the folder of databases is in use, 5 it is damaged;",
      "130 and 143 after being interrupted or terminated.",
      "",
      "'couchgrass help COMMAND' explains a command."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Logging.configure();
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs a command to its end, and says how it ended. */
  static int run(Terminal terminal, String... arguments) {
    CommandLine command = commandLine(terminal);
    StringWriter help = new StringWriter();
    command.setOut(new PrintWriter(help));
    int exitCode = command.execute(arguments);
    try {
      // Not by picocli, which would not tell that it can't be written.
      terminal.out().write(help.toString().getBytes(StandardCharsets.UTF_8));
      terminal.out().flush();
    } catch (IOException e) {
      return fail(terminal, e);
    }
    return exitCode;
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine command = new CommandLine(new Main());
    List.of(
            new ServeCommand(terminal),
            new ReplicateCommand(terminal),
            new SyncCommand(terminal),
            new LoadCommand(terminal),
            new DumpCommand(terminal),
            new GetCommand(terminal),
            new PutCommand(terminal),
            new ChangesCommand(terminal),
            new InfoCommand(terminal),
            new CheckCommand(terminal),
            new CompactCommand(terminal),
            new BackupCommand(terminal),
            new RestoreCommand(terminal),
            new SalvageCommand(terminal))
        .forEach(command::addSubcommand);
    command.addSubcommand(users(terminal));
    command.addSubcommand(databases(terminal));
    // The full ones are as long as the lists of options below them, and break at odd places.
    abbreviateSynopses(command);
    // What begins with an at sign is a file of JSON here, and not one of arguments.
    command.setExpandAtFiles(false);
    command.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    command.setParameterExceptionHandler((e, given) -> refuse(terminal, e));
    command.setExecutionExceptionHandler((e, line, parsed) -> fail(terminal, e));
    command.setExecutionStrategy(
        parsed -> {
          boolean bare = parsed.subcommand() == null && !parsed.hasMatchedOption("--help");
          if (bare && !parsed.hasMatchedOption("--version")) {
            command.usage(command.getErr());
            return ExitCode.USAGE;
          }
          UnknownVariables.in(terminal.environment())
              .forEach(
                  name ->
                      terminal.err().println("couchgrass: " + name + " is set, and is unknown"));
          return new CommandLine.RunLast().execute(parsed);
        });
    return command;
  }

  private static CommandLine users(Terminal terminal) {
    CommandLine group = new CommandLine(new UserCommand(terminal));
    List.of(
            new UserCreateCommand(terminal),
            new UserListCommand(terminal),
            new UserPasswordCommand(terminal),
            new UserDisableCommand(terminal),
            new UserEnableCommand(terminal),
            new UserKeysCommand(terminal))
        .forEach(group::addSubcommand);
    return group;
  }

  private static CommandLine databases(Terminal terminal) {
    CommandLine group = new CommandLine(new DbCommand(terminal));
    List.of(
            new DbCreateCommand(terminal),
            new DbListCommand(terminal),
            new DbInfoCommand(terminal),
            new DbGetCommand(terminal),
            new DbPutCommand(terminal),
            new DbLogCommand(terminal),
            new DbGrantCommand(terminal),
            new DbRevokeCommand(terminal),
            new DbVerifyCommand(terminal),
            new DbShareCommand(terminal),
            new DbJoinCommand(terminal),
            new DbSyncCommand(terminal),
            new DbRequestsCommand(terminal),
            new DbApproveCommand(terminal),
            new DbRejectCommand(terminal))
        .forEach(group::addSubcommand);
    return group;
  }

  private static void abbreviateSynopses(CommandLine command) {
    for (CommandLine sub : command.getSubcommands().values()) {
      sub.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      abbreviateSynopses(sub);
    }
  }

  private static int refuse(Terminal terminal, ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    List<String> suggestions =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String hint = suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?";
    String message = String.valueOf(failure.getMessage()).replaceAll("\\R", " ");
    terminal.err().println("couchgrass: " + message + hint + " (see '" + name + " --help')");
    return ExitCode.USAGE;
  }

  private static int fail(Terminal terminal, Exception cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (cause instanceof ClosedOutputException) {
      return ExitCode.FAILED;
    }
    Failure failure = Failure.of(cause);
    terminal.err().println("couchgrass: " + failure.message());
    return failure.exitCode();
  }

  /** The module's version, which the build writes into it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(Main.class.getModule().getDescriptor())
              .flatMap(ModuleDescriptor::rawVersion)
              .orElse("(unpackaged)");
      return new String[] {"couchgrass " + version};
    }
  }
}
