package weftline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.storage.CheckReport;

/// `wfl storage restore`: puts a backup where there is nothing.
@Command(
    name = "restore",
    header = "Copy a backup to a new folder, and check it there.",
    footer = {"", "What is in the folder already is never overwritten."})
final class StorageRestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "BACKUP", description = "What wfl storage backup has made.")
  private Path backup = Path.of("");

  @Parameters(index = "1", paramLabel = "DIR", description = "A folder that is not there yet.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    PrintWriter err = spec.commandLine().getErr();
    StorageFolder draft = StorageBackup.restore(backup, folder);
    CheckReport report = draft.check(err::println);
    if (!report.isClean()) {
      report.damage().forEach(err::println);
      throw new IOException(
          "The backup is damaged. What could be read is in %s.".formatted(draft.root()));
    }
    StorageBackup.finish(draft.root(), folder);
    spec.commandLine()
        .getOut()
        .println(
            "%d rows and %d bytes are in %s.".formatted(report.rows(), report.bytes(), folder));
    return 0;
  }
}
