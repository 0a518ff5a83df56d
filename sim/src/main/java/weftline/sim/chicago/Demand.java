package weftline.sim.chicago;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// What tenants want, as it was recorded: deployments of virtual machines of several sizes.
///
/// @param requests one for each recorded deployment, in the order in which they came
record Demand(List<Request> requests) {
  private static final int LINES_MAX = 5_000_000;
  private static final int INSTANCES_PER_REQUEST_MAX = 2_000;
  private static final int COLUMNS = 8;
  private static final int DEPLOYMENT = 2;
  private static final int CORES = 3;
  private static final int MEMORY = 4;

  Demand {
    requests = List.copyOf(requests);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("nobody wants anything");
    }
  }

  /// One deployment.
  ///
  /// @param counts how many instances of each size
  record Request(Map<String, Integer> counts) {
    Request {
      counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    int instances() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /// Reads a trace in the form of `azure_v1_dev.csv.gz`: a header, then a line for each machine,
  /// those of one deployment beside each other or not.
  static Demand read(Path trace) throws IOException {
    Map<Long, Map<String, Integer>> byDeployment = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(trace)), StandardCharsets.UTF_8))) {
      var _ = lines.readLine();
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number > LINES_MAX) {
          throw new IOException("%s has more than %,d lines".formatted(trace, LINES_MAX));
        }
        add(line, number, byDeployment);
      }
    }
    if (byDeployment.isEmpty()) {
      throw new IOException(trace + " is empty");
    }
    return new Demand(byDeployment.values().stream().map(Request::new).toList());
  }

  private static void add(String line, int number, Map<Long, Map<String, Integer>> byDeployment)
      throws IOException {
    String[] columns = line.split(",", COLUMNS + 1);
    try {
      Map<String, Integer> counts =
          byDeployment.computeIfAbsent(Long.parseLong(columns[DEPLOYMENT]), _ -> new TreeMap<>());
      String size = size(Integer.parseInt(columns[CORES]), Double.parseDouble(columns[MEMORY]));
      counts.merge(size, 1, Demand::limited);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("line %d of the trace cannot be read: %s".formatted(number, line), e);
    }
  }

  private static int limited(int one, int other) {
    return Math.min(INSTANCES_PER_REQUEST_MAX, one + other);
  }

  /// The size with so many cores and the next larger memory.
  private static String size(int cores, double gigabytes) {
    double perCore = gigabytes / cores;
    if (cores >= 16) {
      return "Standard_D14";
    }
    int step = 31 - Integer.numberOfLeadingZeros(Math.max(1, cores)); // 1, 2, 4, 8 cores
    if (perCore < 1) {
      return "ExtraSmall";
    }
    if (perCore <= 2) {
      return List.of("Small", "Medium", "Large", "ExtraLarge").get(step);
    }
    return perCore <= 4 || step == 0 ? "Standard_D" + (step + 1) : "Standard_D1" + step;
  }

  /// One copy after the other, each beginning elsewhere.
  Copies copies(long seed) {
    return new Copies(seed);
  }

  /// Goes round the requests for ever.
  final class Copies {
    private final SplittableRandom dice;
    private final List<Request> all = new ArrayList<>(requests);
    private int at;
    private int left;

    private Copies(long seed) {
      dice = new SplittableRandom(seed);
    }

    Request next() {
      if (left == 0) {
        left = all.size();
        at = dice.nextInt(all.size());
      }
      left--;
      at = (at + 1) % all.size();
      return all.get(at);
    }
  }
}
