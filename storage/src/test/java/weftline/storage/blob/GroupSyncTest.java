package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Those who come while a sync is under way share the next one.
class GroupSyncTest {
  private final Deque<Runnable> scheduled = new ArrayDeque<>();
  private final AtomicInteger syncs = new AtomicInteger();

  @Test
  void sharesOneSync() {
    GroupSync group = new GroupSync(syncs::incrementAndGet, scheduled::add);
    CompletableFuture<Void> first = group.sync().toCompletableFuture();
    CompletableFuture<Void> second = group.sync().toCompletableFuture();
    assertThat(first).isNotDone();

    scheduled.remove().run();

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(syncs).hasValue(1);
    assertThat(scheduled).isEmpty();
  }

  @Test
  void doesNotCountASyncThatHadBegun() {
    CompletableFuture<CompletableFuture<Void>> late = new CompletableFuture<>();
    GroupSync[] group = new GroupSync[1];
    group[0] =
        new GroupSync(
            () -> {
              if (syncs.incrementAndGet() == 1) {
                late.complete(group[0].sync().toCompletableFuture());
              } else {
                assertThat(late.join()).isNotDone();
              }
            },
            scheduled::add);
    CompletableFuture<Void> early = group[0].sync().toCompletableFuture();

    scheduled.remove().run();

    assertThat(early).isCompleted();
    assertThat(late.join()).isCompleted();
    assertThat(syncs).hasValue(2);
  }

  @Test
  void beginsAgainAfterARest() {
    GroupSync group = new GroupSync(syncs::incrementAndGet, Runnable::run);

    group.sync().toCompletableFuture().join();
    group.sync().toCompletableFuture().join();

    assertThat(syncs).hasValue(2);
  }
}
