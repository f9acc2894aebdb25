package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.cli.signed.Verification;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code couchgrass db verify}. */
@Command(
    name = "verify",
    header = "Count the entries of a signed database, and check them again.",
    description = {
      "Tells how many entries are verified, refused, not verified yet, and void; how many are"
          + " missing that others build on; and how many signatures were computed again and are"
          + " wrong. Signatures are left out of entries that name no key.",
      "Exit codes: 0 nothing is wrong, 1 failed, 4 the folder is in use, 5 a signature is wrong."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  couchgrass db verify ID", "  couchgrass db verify ID --json"})
final class DbVerifyCommand extends DbIdCommand {
  DbVerifyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    Verification counted = opened.verify(id());
    show(
        new JsonObject()
            .put("verified", counted.verified())
            .put("refused", counted.refused())
            .put("unverified", counted.unverified())
            .put("void", counted.voided())
            .put("missing", counted.missing())
            .put("signatures", counted.signatures())
            .put("wrong", counted.wrong()));
    return counted.wrong() == 0 ? ExitCode.DONE : ExitCode.DAMAGED;
  }
}
