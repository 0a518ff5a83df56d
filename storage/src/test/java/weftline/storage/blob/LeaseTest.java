package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageException;

/// The whole table of what an action makes of a lease in each state, and of who may change what it
/// is on.
class LeaseTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final String A = "aaaaaaaa-0000-0000-0000-000000000000";
  private static final String B = "bbbbbbbb-0000-0000-0000-000000000000";
  private static final String C = "cccccccc-0000-0000-0000-000000000000";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acquire a     | AVAILABLE | LEASED a
          acquire a     | LEASED    | LEASED a
          acquire a     | EXPIRED   | LEASED a
          acquire a     | BREAKING  | LeaseIsBreakingAndCannotBeAcquired
          acquire a     | BROKEN    | LEASED a
          acquire b     | AVAILABLE | LEASED b
          acquire b     | LEASED    | LeaseAlreadyPresent
          acquire b     | EXPIRED   | LEASED b
          acquire b     | BREAKING  | LeaseAlreadyPresent
          acquire b     | BROKEN    | LEASED b
          renew a       | AVAILABLE | LeaseIdMismatchWithLeaseOperation
          renew a       | LEASED    | LEASED a
          renew a       | EXPIRED   | LEASED a
          renew a       | BREAKING  | LeaseIsBrokenAndCannotBeRenewed
          renew a       | BROKEN    | LeaseIsBrokenAndCannotBeRenewed
          renew b       | AVAILABLE | LeaseIdMismatchWithLeaseOperation
          renew b       | LEASED    | LeaseIdMismatchWithLeaseOperation
          renew b       | EXPIRED   | LeaseIdMismatchWithLeaseOperation
          renew b       | BREAKING  | LeaseIdMismatchWithLeaseOperation
          renew b       | BROKEN    | LeaseIdMismatchWithLeaseOperation
          change a to b | AVAILABLE | LeaseNotPresentWithLeaseOperation
          change a to b | LEASED    | LEASED b
          change a to b | EXPIRED   | LeaseNotPresentWithLeaseOperation
          change a to b | BREAKING  | LeaseIsBreakingAndCannotBeChanged
          change a to b | BROKEN    | LeaseNotPresentWithLeaseOperation
          change b to a | AVAILABLE | LeaseNotPresentWithLeaseOperation
          change b to a | LEASED    | LEASED a
          change b to a | EXPIRED   | LeaseNotPresentWithLeaseOperation
          change b to a | BREAKING  | LeaseIsBreakingAndCannotBeChanged
          change b to a | BROKEN    | LeaseNotPresentWithLeaseOperation
          change b to c | AVAILABLE | LeaseNotPresentWithLeaseOperation
          change b to c | LEASED    | LeaseIdMismatchWithLeaseOperation
          change b to c | EXPIRED   | LeaseNotPresentWithLeaseOperation
          change b to c | BREAKING  | LeaseIdMismatchWithLeaseOperation
          change b to c | BROKEN    | LeaseNotPresentWithLeaseOperation
          release a     | AVAILABLE | LeaseIdMismatchWithLeaseOperation
          release a     | LEASED    | AVAILABLE
          release a     | EXPIRED   | AVAILABLE
          release a     | BREAKING  | AVAILABLE
          release a     | BROKEN    | AVAILABLE
          release b     | AVAILABLE | LeaseIdMismatchWithLeaseOperation
          release b     | LEASED    | LeaseIdMismatchWithLeaseOperation
          release b     | EXPIRED   | LeaseIdMismatchWithLeaseOperation
          release b     | BREAKING  | LeaseIdMismatchWithLeaseOperation
          release b     | BROKEN    | LeaseIdMismatchWithLeaseOperation
          break 0       | AVAILABLE | LeaseNotPresentWithLeaseOperation
          break 0       | LEASED    | BROKEN a
          break 0       | EXPIRED   | BROKEN a
          break 0       | BREAKING  | BROKEN a
          break 0       | BROKEN    | BROKEN a
          break 10      | AVAILABLE | LeaseNotPresentWithLeaseOperation
          break 10      | LEASED    | BREAKING a
          break 10      | EXPIRED   | BROKEN a
          break 10      | BREAKING  | BREAKING a
          break 10      | BROKEN    | BROKEN a
          break         | AVAILABLE | LeaseNotPresentWithLeaseOperation
          break         | LEASED    | BREAKING a
          break         | EXPIRED   | BROKEN a
          break         | BREAKING  | BREAKING a
          break         | BROKEN    | BROKEN a
          """)
  void everyActionInEveryState(String action, Lease.State before, String after) {
    assertThat(outcome(() -> told(lease(before).after(action(action), NOW)))).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AVAILABLE | LeaseNotPresentWithBlobOperation | LeaseNotPresentWithBlobOperation | may
          LEASED    | may                              | LeaseIdMismatchWithBlobOperation | LeaseIdMissing
          EXPIRED   | LeaseLost                        | LeaseNotPresentWithBlobOperation | may
          BREAKING  | may                              | LeaseIdMismatchWithBlobOperation | LeaseIdMissing
          BROKEN    | LeaseLost                        | LeaseNotPresentWithBlobOperation | may
          """)
  void whoMayChangeABlob(Lease.State state, String holder, String stranger, String nobody) {
    Lease lease = lease(state);

    assertThat(allowed(() -> lease.checkHolder(A, Lease.On.BLOB, NOW))).isEqualTo(holder);
    assertThat(allowed(() -> lease.checkHolder(B, Lease.On.BLOB, NOW))).isEqualTo(stranger);
    assertThat(allowed(() -> lease.checkUnheld(NOW))).isEqualTo(nobody);
  }

  @Test
  void containersHaveCodesOfTheirOwn() {
    assertThat(allowed(() -> Lease.NONE.checkHolder(A, Lease.On.CONTAINER, NOW)))
        .isEqualTo("LeaseNotPresentWithContainerOperation");
    assertThat(allowed(() -> lease(Lease.State.LEASED).checkHolder(B, Lease.On.CONTAINER, NOW)))
        .isEqualTo("LeaseIdMismatchWithContainerOperation");
  }

  @ParameterizedTest
  @CsvSource({
    "20, break, 20",
    "20, break 5, 5",
    "20, break 60, 20",
    "-1, break, 0",
    "-1, break 60, 60",
    "-1, break 0, 0"
  })
  void aBreakTellsWhenTheLeaseEnds(int seconds, String action, long left) {
    Lease held = new Lease("", 0, NOW, false).after(new LeaseAction.Acquire(A, seconds), NOW);

    assertThat(held.after(action(action), NOW).secondsLeft(NOW)).isEqualTo(left);
  }

  @Test
  void aSecondBreakMayOnlyHurry() {
    Lease breaking = lease(Lease.State.BREAKING);

    assertThat(breaking.after(action("break 60"), NOW).secondsLeft(NOW)).isEqualTo(40);
    assertThat(breaking.after(action("break 7"), NOW).secondsLeft(NOW)).isEqualTo(7);
    assertThat(breaking.after(action("break"), NOW).secondsLeft(NOW)).isEqualTo(40);
  }

  @Test
  void timePassesForAllButTheInfinite() {
    Lease fixed = Lease.NONE.after(new LeaseAction.Acquire(A, 15), NOW);
    Lease infinite = Lease.NONE.after(new LeaseAction.Acquire(A, Lease.INFINITE), NOW);

    assertThat(fixed.state(NOW.plusSeconds(14))).isEqualTo(Lease.State.LEASED);
    assertThat(fixed.state(NOW.plusSeconds(15))).isEqualTo(Lease.State.EXPIRED);
    assertThat(infinite.state(NOW.plus(Duration.ofDays(10_000)))).isEqualTo(Lease.State.LEASED);
  }

  @Test
  void aWriteForgetsALeaseThatHasEnded() {
    assertThat(lease(Lease.State.EXPIRED).afterWrite(NOW)).isEqualTo(Lease.NONE);
    assertThat(lease(Lease.State.BROKEN).afterWrite(NOW)).isEqualTo(Lease.NONE);
    assertThat(lease(Lease.State.LEASED).afterWrite(NOW)).isEqualTo(lease(Lease.State.LEASED));
  }

  @Test
  void rowsComeBack() {
    for (Lease.State state : Lease.State.values()) {
      RowWriter row = new RowWriter();
      lease(state).write(row);
      byte[] bytes = row.toBytes();

      assertThat(Lease.read(new RowReader(bytes))).isEqualTo(lease(state));
      assertThat(bytes).hasSizeLessThan(state == Lease.State.AVAILABLE ? 2 : 60);
    }
    Lease infinite = Lease.NONE.after(new LeaseAction.Acquire(A, Lease.INFINITE), NOW);
    RowWriter row = new RowWriter();
    infinite.write(row);
    assertThat(Lease.read(new RowReader(row.toBytes()))).isEqualTo(infinite);
  }

  private static Lease lease(Lease.State state) {
    Lease lease =
        switch (state) {
          case AVAILABLE -> Lease.NONE;
          case LEASED -> new Lease(A, 60, NOW.plusSeconds(40), false);
          case EXPIRED -> new Lease(A, 60, NOW.minusSeconds(40), false);
          case BREAKING -> new Lease(A, 60, NOW.plusSeconds(40), true);
          case BROKEN -> new Lease(A, 60, NOW.minusSeconds(40), true);
        };
    assertThat(lease.state(NOW)).isEqualTo(state);
    return lease;
  }

  private static LeaseAction action(String text) {
    String[] words = text.split(" ", -1);
    return switch (words[0]) {
      case "acquire" -> new LeaseAction.Acquire(id(words[1]), 30);
      case "renew" -> new LeaseAction.Renew(id(words[1]));
      case "change" -> new LeaseAction.Change(id(words[1]), id(words[3]));
      case "release" -> new LeaseAction.Release(id(words[1]));
      case "break" ->
          new LeaseAction.Break(
              words.length == 1
                  ? Optional.empty()
                  : Optional.of(Duration.ofSeconds(Long.parseLong(words[1]))));
      default -> throw new AssertionError(text);
    };
  }

  private static String id(String letter) {
    return switch (letter) {
      case "a" -> A;
      case "b" -> B;
      default -> C;
    };
  }

  private static String told(Lease lease) {
    return (lease.state(NOW) + " " + (lease.id().isEmpty() ? "" : lease.id().charAt(0))).strip();
  }

  private static String allowed(Runnable check) {
    return outcome(() -> {
      check.run();
      return "may";
    });
  }

  private static String outcome(java.util.function.Supplier<String> what) {
    try {
      return what.get();
    } catch (StorageException e) {
      return e.error().code();
    }
  }
}
