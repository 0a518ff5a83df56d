package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import weftline.model.NodeId;

class GoalBellsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final NodeId ONE = new NodeId("n1");
  private static final NodeId OTHER = new NodeId("n2");

  private final GoalBells bells = new GoalBells();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final AtomicBoolean moved = new AtomicBoolean();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void wakesTheOneWhoseGoalHasMovedAndNobodyElse() throws Exception {
    CompletableFuture<Void> node = CompletableFuture.runAsync(() -> await(ONE));
    waiting.await();

    bells.ring(List.of(OTHER));
    moved.set(true);
    bells.ring(List.of(OTHER, ONE));
    node.get();

    assertThat(looks).hasValue(2);
  }

  @Test
  void wakesAllWhoWaitForTheSameNode() throws Exception {
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> await(ONE));
    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> await(ONE));
    waiting.await();

    moved.set(true);
    bells.ring(List.of(ONE));

    assertThat(CompletableFuture.allOf(first, second)).succeedsWithin(LONG);
  }

  @Test
  void remembersNobodyWhoHasLeft() throws Exception {
    bells.await(ONE, () -> false, Duration.ofNanos(1));
    bells.await(OTHER, () -> true, LONG);

    assertThat(bells.waiting()).isZero();
  }

  @Test
  void whoeverLooksIsAwaitedAlready() throws Exception {
    assertThat(bells.isAwaited()).isFalse();
    bells.await(
        ONE,
        () -> {
          assertThat(bells.isAwaited()).isTrue();
          return true;
        },
        LONG);

    assertThat(bells.isAwaited()).isFalse();
  }

  private void await(NodeId node) {
    try {
      bells.await(node, this::look, LONG);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean look() {
    boolean answer = moved.get();
    looks.incrementAndGet();
    waiting.countDown();
    return answer;
  }
}
