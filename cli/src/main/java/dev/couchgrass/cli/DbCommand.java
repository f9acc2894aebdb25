package dev.couchgrass.cli;

import picocli.CommandLine.Command;

/** {@code couchgrass db}. */
@Command(
    name = "db",
    header = "Make, read and write signed databases.",
    description = {
      "A signed database is a history of entries, each signed by who wrote it. These are kept in a"
          + " server's folder, beside its other databases. While the server runs, it runs these"
          + " commands, too."
    },
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass db create --user anna --name notes",
      "  couchgrass db list --user anna",
      "  couchgrass db put ID todo milk '\"2 l\"' --user anna",
      "  couchgrass db get ID todo",
      "  couchgrass db share ID --user anna --url https://anna.example",
      "  couchgrass db join 'couchgrass:?db=...' --user bert"
    })
final class DbCommand extends CommandGroup {
  DbCommand(Terminal terminal) {
    super(terminal);
  }
}
