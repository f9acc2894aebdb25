package dev.couchgrass.cli;

import dev.couchgrass.cli.disk.StoreFolder;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code couchgrass compact}. */
@Command(
    name = "compact",
    header = "Give back the disk space of a stopped server.",
    description = {
      "Drops the bodies of old revisions, as CouchDB's compaction does, and writes the log without"
          + " what was overwritten or deleted. Needs as much free space as the index, or 256 MiB,"
          + " whichever is more. It may be interrupted at any time.",
      "A server compacts its log by itself where half of a file is outdated; this does all of it.",
      "Exit codes: 0 done, 1 failed, 4 the folder is in use, 5 the store is damaged."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass compact --data /var/lib/couchgrass")
final class CompactCommand extends FolderCommand {
  CompactCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    StoreFolder store = store(folder());
    long before = store.logBytes();
    store.compact();
    print("The log had " + number(before) + " bytes, and has " + number(store.logBytes()));
    return ExitCode.DONE;
  }
}
