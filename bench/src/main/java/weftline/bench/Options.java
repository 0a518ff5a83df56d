package weftline.bench;

import java.nio.file.Path;
import java.time.Duration;

/// What is asked of the bench.
///
/// @param only measures the cases whose names hold this text
/// @param alone leaves the peer out
/// @param million loads a million rows of each kind afterwards
record Options(
    int rounds,
    Duration warmUp,
    Duration measured,
    String only,
    boolean alone,
    boolean million,
    Path launcher,
    Path azurite,
    Path folder) {
  static Options parse(String[] arguments) {
    Options options =
        new Options(
            3,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            "",
            false,
            false,
            Path.of("wfl"),
            Path.of("azurite"),
            Path.of("data"));
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      options = options.with(name, equals < 0 ? "" : argument.substring(equals + 1));
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--quick" -> timed(1, Duration.ofSeconds(2), Duration.ofSeconds(3));
      case "--rounds" -> timed(Integer.parseInt(value), warmUp, measured);
      case "--seconds" -> timed(rounds, warmUp, Duration.ofSeconds(Long.parseLong(value)));
      case "--warm-up" -> timed(rounds, Duration.ofSeconds(Long.parseLong(value)), measured);
      case "--only" -> chosen(value, alone, million);
      case "--alone" -> chosen(only, true, million);
      case "--million" -> chosen(only, alone, true);
      case "--launcher" -> placed(Path.of(value), azurite, folder);
      case "--azurite" -> placed(launcher, Path.of(value), folder);
      case "--folder" -> placed(launcher, azurite, Path.of(value));
      default -> throw new IllegalArgumentException("unknown option " + name);
    };
  }

  private Options timed(int newRounds, Duration newWarmUp, Duration newMeasured) {
    return new Options(
        newRounds, newWarmUp, newMeasured, only, alone, million, launcher, azurite, folder);
  }

  private Options chosen(String newOnly, boolean newAlone, boolean newMillion) {
    return new Options(
        rounds, warmUp, measured, newOnly, newAlone, newMillion, launcher, azurite, folder);
  }

  private Options placed(Path newLauncher, Path newAzurite, Path newFolder) {
    return new Options(
        rounds, warmUp, measured, only, alone, million, newLauncher, newAzurite, newFolder);
  }
}
