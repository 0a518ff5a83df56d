package weftline.storage.queue;

import java.util.Optional;
import java.util.UUID;
import weftline.storage.StorageError;

/// What somebody did with a message, and the answer.
sealed interface MessageUse {
  UUID message();

  /// The message is new, and waits to be taken.
  record Put(UUID message, Held held) implements MessageUse {}

  /// It was handed out, while nobody else had it.
  record Taken(UUID message, Held held) implements MessageUse {}

  /// It was handed out when every hold had ended.
  record TakenLate(UUID message, Held held) implements MessageUse {}

  /// It was not handed out although every hold had ended.
  record Missing(UUID message) implements MessageUse {}

  /// It got another text, and was kept from others or given back.
  ///
  /// @param refusal the code of it; then nothing has changed
  record Updated(
      UUID message,
      long receipt,
      boolean givenBack,
      String text,
      Optional<String> refusal,
      Held held)
      implements MessageUse {}

  /// It is done with, or not, as the refusal says.
  record Deleted(UUID message, long receipt, Optional<String> refusal) implements MessageUse {}

  /// A message as its taker was shown it.
  record Held(long receipt, int taken, String text) {
    static final Held NOTHING = new Held(0, 0, "");
  }

  /// A message as the queue has it.
  ///
  /// @param held empty before it is there and after it is deleted
  /// @param waiting whether it may be taken
  record Turn(Optional<Held> held, boolean waiting) {
    static final Turn NONE = new Turn(Optional.empty(), false);

    static Turn of(Held held, boolean waiting) {
      return new Turn(Optional.of(held), waiting);
    }
  }

  /// What the message must be after it; empty if the answer cannot come from that message.
  static Optional<Turn> after(Turn turn, MessageUse use) {
    return switch (use) {
      case Put(_, var held) -> accept(turn.held().isEmpty(), Turn.of(held, true));
      case Taken(_, var held) -> accept(turn.waiting() && isNext(turn, held), Turn.of(held, false));
      case TakenLate(_, var held) -> accept(isNext(turn, held), Turn.of(held, false));
      case Missing(_) -> accept(turn.held().isEmpty(), turn);
      case Updated updated -> after(turn, updated);
      case Deleted(_, var receipt, var refusal) ->
          refusal(turn, receipt).equals(refusal)
              ? Optional.of(refusal.isPresent() ? turn : Turn.NONE)
              : Optional.empty();
    };
  }

  private static Optional<Turn> after(Turn turn, Updated updated) {
    if (updated.refusal().isPresent()) {
      return accept(refusal(turn, updated.receipt()).equals(updated.refusal()), turn);
    }
    boolean right =
        turn.held()
            .filter(held -> held.receipt() == updated.receipt())
            .filter(held -> held.receipt() != updated.held().receipt())
            .filter(held -> held.taken() == updated.held().taken())
            .filter(_ -> updated.text().equals(updated.held().text()))
            .isPresent();
    return accept(right, Turn.of(updated.held(), updated.givenBack()));
  }

  /// The same message, taken once more, with another receipt.
  private static boolean isNext(Turn turn, Held next) {
    return turn.held()
        .filter(held -> held.receipt() != next.receipt())
        .filter(held -> held.taken() + 1 == next.taken())
        .filter(held -> held.text().equals(next.text()))
        .isPresent();
  }

  private static Optional<String> refusal(Turn turn, long receipt) {
    if (turn.held().isEmpty()) {
      return Optional.of(StorageError.MESSAGE_NOT_FOUND.code());
    }
    return turn.held().get().receipt() == receipt
        ? Optional.empty()
        : Optional.of(StorageError.POP_RECEIPT_MISMATCH.code());
  }

  private static Optional<Turn> accept(boolean right, Turn next) {
    return right ? Optional.of(next) : Optional.empty();
  }
}
