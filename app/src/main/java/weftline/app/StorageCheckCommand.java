package weftline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.net.Json;
import weftline.storage.CheckReport;

/// `wfl storage check`: reads all that is stored and says what is wrong with it.
@Command(
    name = "check",
    header = "Verify the rows, the bytes they name and their checksums, in a folder not in use.",
    footer = {"", "Ends with 1 if anything is damaged."})
final class StorageCheckCommand implements Callable<Integer> {
  private static final int DAMAGED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The folder that wfl storage was started with.")
  private Path folder = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to write the result: text or json.")
  private Format format = Format.TEXT;

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    PrintWriter err = spec.commandLine().getErr();
    CheckReport report = new StorageFolder(folder).check(err::println);
    print(spec.commandLine().getOut(), report);
    return report.isClean() ? 0 : DAMAGED;
  }

  private void print(PrintWriter out, CheckReport report) {
    if (format == Format.JSON) {
      out.println(Json.text(Result.of(report)));
      return;
    }
    report.damage().forEach(line -> out.println("damaged: " + line));
    report.orphans().forEach(line -> out.println("orphan: " + line));
    out.println(
        "%d rows, %d chunks with %d bytes: %d damaged, %d orphans"
            .formatted(
                report.rows(),
                report.chunks(),
                report.bytes(),
                report.damageCount(),
                report.orphanCount()));
  }

  /// The two forms.
  enum Format {
    TEXT,
    JSON
  }

  /// The report as JSON has it. The lists hold the first thousand each.
  private record Result(
      boolean clean,
      long rows,
      long chunks,
      long bytes,
      long damageCount,
      List<String> damage,
      List<String> orphans) {
    static Result of(CheckReport report) {
      return new Result(
          report.isClean(),
          report.rows(),
          report.chunks(),
          report.bytes(),
          report.damageCount(),
          report.damage(),
          report.orphans());
    }
  }
}
