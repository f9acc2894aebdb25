package dev.couchgrass.cli;

import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.Target;
import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass info}. */
@Command(
    name = "info",
    header = "Show what a server or a database is.",
    footerHeading = "%nExamples:%n",
    footer = {"  couchgrass info", "  couchgrass info cities", "  couchgrass info cities --json"})
final class InfoCommand extends ClientCommand {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DATABASE",
      description = "A database; without it, the server.")
  private Optional<String> database = Optional.empty();

  @Option(names = "--json", description = "The server's answer as it is.")
  private boolean json;

  InfoCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CouchClient client = connect();
    Target target = database.map(Target::database).orElse(Target.server());
    RawObject answer = RawObject.parse(client.get(target));
    terminal().out().write(json ? answer.onOneLine() : lines(client, answer));
    if (json) {
      terminal().out().write('\n');
    }
    terminal().out().flush();
    return ExitCode.DONE;
  }

  private static byte[] lines(CouchClient client, RawObject answer) throws IOException {
    StringBuilder lines = new StringBuilder("url: " + client.address().base() + '\n');
    for (String name : answer.names()) {
      Optional<String> text = answer.text(name);
      String value =
          text.orElseGet(
              () -> new String(answer.value(name).orElseThrow(), StandardCharsets.UTF_8));
      lines.append(name).append(": ").append(value).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
