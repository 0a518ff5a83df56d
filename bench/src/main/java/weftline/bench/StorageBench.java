package weftline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Measures `wfl storage` beside Azurite: the same requests from the same generator, in turns.
final class StorageBench {
  private static final Duration COLD = Duration.ofSeconds(4);

  private final Options options;
  private final Limits limits;
  private final Report report;
  private final List<Case> cases;

  private StorageBench(Options options, Limits limits, Report report) {
    this.options = options;
    this.limits = limits;
    this.report = report;
    this.cases =
        Stream.of(BlobCases.all(), QueueCases.all(), TableCases.all())
            .flatMap(List::stream)
            .filter(each -> each.name().contains(options.only()))
            .toList();
  }

  public static void main(String[] arguments) throws IOException {
    Options options = Options.parse(arguments);
    Report report = new Report(Conditions.text(options));
    Limits limits = MachineLimits.measure(options.folder(), report);
    BareHttp.measure(options, report);
    StorageBench bench = new StorageBench(options, limits, report);
    for (int round = 0; round < options.rounds(); round++) {
      bench.round(options.folder().resolve("round" + round));
    }
    if (options.million()) {
      Million.measure(options, report);
    }
    report.print(System.out);
  }

  private void round(Path folder) throws IOException {
    List<Contestant> contestants = new ArrayList<>();
    try {
      contestants.add(
          Contestant.start("weftline", folder.resolve("weftline"), Launches.weftline(options)));
      if (!options.alone()) {
        contestants.add(
            Contestant.start("azurite", folder.resolve("azurite"), Launches.azurite(options)));
      }
      contestants.forEach(Preparation::prepare);
      cases.stream()
          .filter(Case::isSmall)
          .forEach(each -> contestants.forEach(contestant -> begin(each, contestant)));
      for (Case each : cases) {
        contestants.forEach(contestant -> measure(each, contestant));
      }
      if ("blob upload 1 GiB by the SDK".contains(options.only())) {
        contestants.forEach(contestant ->
            SdkUpload.measure(
                contestant, limits, sink(contestant), text -> progress(contestant, text)));
      }
      for (Contestant contestant : contestants) {
        Figures.whole(contestant, sink(contestant));
      }
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  /// Servers live long, so each gets some seconds of every small case before anything is compared.
  /// What those seconds cost is told as what a fresh server costs.
  private void begin(Case each, Contestant contestant) {
    try {
      Load load = LoadGenerator.of(each, contestant).run(Duration.ZERO, COLD);
      progress(contestant, "%-34s %s".formatted(each.name() + ", cold", load));
      Figures.ofCold(each, load, sink(contestant));
    } catch (BenchException e) {
      progress(contestant, each.name() + ", cold FAILED: " + e.getMessage());
    }
  }

  private void measure(Case each, Contestant contestant) {
    LoadGenerator generator = LoadGenerator.of(each, contestant);
    try {
      Load load = generator.run(options.warmUp(), options.measured());
      progress(contestant, "%-34s %s".formatted(each.name(), load));
      Figures.of(each, load, limits, sink(contestant));
    } catch (BenchException e) {
      progress(contestant, each.name() + " FAILED: " + e.getMessage());
    }
  }

  private Figures.Sink sink(Contestant contestant) {
    return contestant.name().equals("weftline") ? report::add : report::addPeer;
  }

  private static void progress(Contestant contestant, String text) {
    System.err.printf("%-9s %s%n", contestant.name(), text);
  }
}
