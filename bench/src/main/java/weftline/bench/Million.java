package weftline.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How a server does with a million entities and a million blobs in it.
final class Million {
  private static final int ROWS = 1_000_000;
  private static final int BLOB_BYTES = 128;
  private static final double MEBIBYTE = 1 << 20;

  /// Long enough for the server to be warm in what is compared.
  private static final Duration COLD = Duration.ofSeconds(6);

  private Million() {}

  static void measure(Options options, Report report) throws IOException {
    Path folder = options.folder().resolve("million");
    try (Contestant contestant = Contestant.start("weftline", folder, Launches.weftline(options))) {
      Preparation.prepare(contestant);
      smallCases().forEach(each -> LoadGenerator.of(each, contestant).run(Duration.ZERO, COLD));
      Map<String, Double> empty = costs(contestant, options, "empty");
      fill(contestant);
      contestant.rest();
      Map<String, Double> full = costs(contestant, options, "with a million of each");
      full.forEach((name, cost) -> compare(name, cost, empty.getOrDefault(name, cost), report));
      report.add(
          new Report.Figure("memory with a million of each", "MiB", new Aim.AtMost(512)),
          contestant.residentBytes() / MEBIBYTE);
      report.add(
          new Report.Figure("bytes on disk with a million of each", "MiB", new Aim.None()),
          contestant.bytesOnDisk() / MEBIBYTE);
    }
    try (Contestant again = Contestant.start("weftline", folder, Launches.weftline(options))) {
      report.add(
          new Report.Figure("start with a million of each", "s", new Aim.AtMost(3)),
          again.startSeconds());
    }
  }

  private static void compare(String name, double full, double empty, Report report) {
    report.add(
        new Report.Figure(name + ", with a million of each: cpu", "s/1000", new Aim.None()), full);
    report.add(
        new Report.Figure(
            name + ", with a million of each: cpu, times that of an empty store",
            "",
            new Aim.AtMost(1.3)),
        full / empty);
  }

  private static void fill(Contestant contestant) {
    Requests tables = contestant.requests(Service.TABLE);
    Load entities =
        Preparation.run(
            contestant,
            Service.TABLE,
            Case.CONNECTIONS,
            IntStream.range(0, ROWS / TableCases.TRANSACTION)
                .mapToObj(i ->
                    TableCases.transaction(
                        tables,
                        "m%05d".formatted(i),
                        Stream.generate(Names::next).limit(TableCases.TRANSACTION))),
            202);
    System.err.printf("a million entities in %.0f s%n", entities.seconds());
    Requests blobs = contestant.requests(Service.BLOB);
    ByteBuffer bytes = BlobCases.noise(BLOB_BYTES);
    Load puts =
        Preparation.run(
            contestant,
            Service.BLOB,
            Case.CONNECTIONS,
            IntStream.range(0, ROWS).mapToObj(i -> BlobCases.put(blobs, "m" + i, bytes)),
            201);
    System.err.printf("a million blobs in %.0f s%n", puts.seconds());
  }

  /// What a thousand operations of each case cost, in seconds of CPU.
  private static Map<String, Double> costs(Contestant contestant, Options options, String when) {
    Map<String, Double> costs = new LinkedHashMap<>();
    for (Case each : smallCases()) {
      Load load = LoadGenerator.of(each, contestant).run(options.warmUp(), options.measured());
      System.err.printf("%-44s %s%n", each.name() + ", " + when, load);
      costs.put(each.name(), load.cpuPerThousand());
    }
    return costs;
  }

  private static List<Case> smallCases() {
    return Stream.of(BlobCases.all(), TableCases.all())
        .flatMap(List::stream)
        .filter(Case::isSmall)
        .toList();
  }
}
