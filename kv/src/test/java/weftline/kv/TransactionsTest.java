package weftline.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TransactionsTest {
  private static final Key KEY = Key.of(new byte[] {1});
  private static final Key OTHER = Key.of(new byte[] {2});

  private final MemoryStore store = new MemoryStore();
  private final Transactions transactions = new Transactions(store);

  @Test
  void workRunsAgainWhenWhatItReadHasChanged() {
    List<Boolean> seen = new ArrayList<>();
    transactions
        .transact(transaction -> {
          seen.add(transaction.get(KEY).isPresent());
          if (seen.size() == 1) {
            put(KEY);
          }
          transaction.put(OTHER, new byte[0]);
          return seen.size();
        })
        .toCompletableFuture()
        .join();
    assertThat(seen).containsExactly(false, true);
  }

  @Test
  void workThatReadNothingElseIsNotDisturbed() {
    List<Integer> rounds = new ArrayList<>();
    transactions
        .transact(transaction -> {
          rounds.add(1);
          put(KEY);
          transaction.put(OTHER, new byte[0]);
          return rounds.size();
        })
        .toCompletableFuture()
        .join();
    assertThat(rounds).hasSize(1);
  }

  @Test
  void workThatAlwaysLosesGivesUpAtLast() {
    List<Integer> rounds = new ArrayList<>();
    assertThatThrownBy(() ->
            transactions
                .transact(transaction -> {
                  Optional<byte[]> before = transaction.get(KEY);
                  rounds.add(before.map(value -> value.length).orElse(0));
                  store.commit(Batch.builder().put(KEY, new byte[rounds.size()]).build());
                  transaction.put(OTHER, new byte[0]);
                  return before;
                })
                .toCompletableFuture()
                .join())
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("lost " + Transactions.ROUNDS_MAX + " rounds");
    assertThat(rounds).hasSize(Transactions.ROUNDS_MAX);
    assertThat(store.get(OTHER)).isEmpty();
  }

  @Test
  void aTransactionReadsItsOwnChanges() {
    put(KEY);
    Boolean gone =
        transactions
            .transact(transaction -> {
              transaction.delete(KEY);
              return transaction.get(KEY).isEmpty();
            })
            .toCompletableFuture()
            .join();
    assertThat(gone).isTrue();
    assertThat(store.get(KEY)).isEmpty();
  }

  private void put(Key key) {
    assertThat(
            store
                .commit(Batch.builder().put(key, new byte[0]).build())
                .toCompletableFuture()
                .join())
        .isEqualTo(KeyValueStore.Outcome.COMMITTED);
  }
}
