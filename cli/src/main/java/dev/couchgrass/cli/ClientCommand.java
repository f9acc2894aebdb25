package dev.couchgrass.cli;

import dev.couchgrass.cli.client.Address;
import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.Credentials;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that talks to a running server. */
abstract class ClientCommand implements Callable<Integer> {
  static final String ENVIRONMENT_URL = "COUCHGRASS_URL";
  static final String ENVIRONMENT_ADMIN = "COUCHGRASS_ADMIN";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {"By default $COUCHGRASS_URL, or", Address.DEFAULT_URL})
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "NAME:PASSWORD",
      description = {
        "Who you are; by default who the URL says, else $COUCHGRASS_ADMIN, which is sent to this"
            + " machine or to $COUCHGRASS_URL only. A flag shows in the list of processes, the"
            + " environment does not."
      })
  private Optional<String> user = Optional.empty();

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

  /** The server that the command is about. */
  final Address address() {
    Optional<String> usual = environment(ENVIRONMENT_URL);
    Address address = Address.parse(url.or(() -> usual).orElse(Address.DEFAULT_URL));
    return user.isPresent()
        ? address.withCredentials(Credentials.parse(user.get()))
        : known(address, url.isEmpty() && usual.isPresent());
  }

  /** An address that says who asks, if it does so itself or the environment may tell it. */
  final Address known(Address address) {
    return known(
        address,
        environment(ENVIRONMENT_URL).map(Address::parse).filter(address::equals).isPresent());
  }

  private Address known(Address address, boolean usual) {
    Optional<String> admin = environment(ENVIRONMENT_ADMIN);
    return address.credentials().isEmpty() && admin.isPresent() && (usual || address.isLoopback())
        ? address.withCredentials(Credentials.parse(admin.get()))
        : address;
  }

  private Optional<String> environment(String name) {
    return Optional.ofNullable(terminal.environment().get(name)).filter(text -> !text.isBlank());
  }
}
