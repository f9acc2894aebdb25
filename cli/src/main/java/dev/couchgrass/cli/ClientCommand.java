package dev.couchgrass.cli;

import dev.couchgrass.cli.client.Address;
import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.Credentials;
import java.io.Console;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that talks to a running server. */
abstract class ClientCommand implements Callable<Integer> {
  private static final String ENVIRONMENT_URL = "COUCHGRASS_URL";
  private static final String ENVIRONMENT_ADMIN = "COUCHGRASS_ADMIN";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The server, by default $COUCHGRASS_URL or " + Address.DEFAULT_URL)
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "NAME:PASSWORD",
      description = {
        "Who you are; without a password you are asked for it. By default who the URL says,"
            + " else $COUCHGRASS_ADMIN, which is sent to this machine or to $COUCHGRASS_URL only."
      })
  private Optional<String> user = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  private boolean helpAsked;

  private final Terminal terminal;

  ClientCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  final Terminal terminal() {
    return terminal;
  }

  final CouchClient connect() {
    try {
      return new CouchClient(address());
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  private Address address() {
    Optional<String> usual = environment(ENVIRONMENT_URL);
    Address address = Address.parse(url.or(() -> usual).orElse(Address.DEFAULT_URL));
    if (user.isPresent()) {
      return address.withCredentials(credentials(user.get()));
    }
    Optional<String> admin = environment(ENVIRONMENT_ADMIN);
    boolean trusted = address.isLoopback() || (url.isEmpty() && usual.isPresent());
    return address.credentials().isEmpty() && admin.isPresent() && trusted
        ? address.withCredentials(Credentials.parse(admin.get()))
        : address;
  }

  private Optional<String> environment(String name) {
    return Optional.ofNullable(terminal.environment().get(name)).filter(text -> !text.isBlank());
  }

  private static Credentials credentials(String user) {
    if (user.indexOf(':') >= 0) {
      return Credentials.parse(user);
    }
    Console console = System.console();
    if (console == null) {
      throw CommandException.usage("--user needs NAME:PASSWORD where nobody can be asked");
    }
    char[] password = console.readPassword("Password of %s: ", user);
    return new Credentials(user, password == null ? "" : new String(password));
  }
}
