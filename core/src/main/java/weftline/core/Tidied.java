package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import weftline.model.InstanceId;

/// What has been moved lately for the sake of room alone.
///
/// @param since when the day began that is counted
/// @param moves how many instances were moved in it
/// @param underWay those moved last; the ones among them that are not ready are still on their way
public record Tidied(Instant since, int moves, List<InstanceId> underWay) {
  static final Tidied NOTHING = new Tidied(Instant.EPOCH, 0, List.of());

  private static final Duration DAY = Duration.ofDays(1);

  public Tidied {
    underWay = List.copyOf(underWay);
  }

  /// How many were moved in the day that this time is in.
  int moves(Instant now) {
    return since.plus(DAY).isAfter(now) ? moves : 0;
  }

  /// One more.
  ///
  /// @param arrived those under way that have arrived meanwhile
  Tidied with(InstanceId instance, List<InstanceId> arrived, Instant at) {
    List<InstanceId> moving =
        Stream.concat(underWay.stream().filter(one -> !arrived.contains(one)), Stream.of(instance))
            .distinct()
            .toList();
    int today = moves(at);
    return new Tidied(today == 0 ? at : since, today + 1, moving);
  }
}
