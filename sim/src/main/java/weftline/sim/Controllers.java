package weftline.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import weftline.controller.Peer;
import weftline.controller.Standing;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.State;

/// The controllers of a story, as others see them: whichever is called passes on to the primary
/// what only that one may do.
///
/// @param all one that is alone, or a group
record Controllers(List<PlayedController> all, Wire wire) {
  Controllers {
    all = List.copyOf(all);
  }

  int size() {
    return all.size();
  }

  /// Whether there is only one to call, so that nothing is gained by knowing that it is silent.
  boolean areAlone() {
    return all.size() == 1;
  }

  String name(int index) {
    return all.get(index).name();
  }

  /// The one that decides, if one does.
  Optional<PlayedController> primary() {
    return all.stream().filter(Controllers::decides).findFirst();
  }

  /// What the primary knows.
  Optional<State> state() {
    return primary().flatMap(PlayedController::state);
  }

  /// Whom something befalls: the one that decides as often as the others together.
  PlayedController victim(RandomGenerator dice) {
    if (areAlone()) {
      return all.getFirst();
    }
    PlayedController any = all.get(dice.nextInt(all.size()));
    return dice.nextBoolean() ? primary().orElse(any) : any;
  }

  /// Somebody calls this one of them.
  void hear(int index, Request request, Exchange exchange) {
    PlayedController called = all.get(index);
    Optional<Standing> standing = called.standing();
    if (standing.isEmpty()) {
      exchange.refuse();
      return;
    }
    switch (standing.get()) {
      case Standing.Primary() -> request.at(called, exchange);
      case Standing.Secondary(var primary) ->
          primary.ifPresentOrElse(
              peer -> forward(called, named(peer), request, exchange), exchange::refuse);
    }
  }

  /// A tenant asks whichever it likes; it has no place of its own on the wire.
  void ask(int index, Function<Instant, Command> command, Consumer<Decision> answer) {
    Exchange exchange = new Exchange(Runnable::run, Optional.empty());
    hear(
        index % all.size(),
        (primary, way) ->
            primary.submit(command, decision -> way.answer(() -> answer.accept(decision))),
        exchange);
  }

  private void forward(
      PlayedController from, PlayedController to, Request request, Exchange exchange) {
    Exchange longer = exchange.by(arrival -> wire.pass(to.name(), from.name(), arrival));
    wire.pass(
        from.name(),
        to.name(),
        () -> {
          if (decides(to)) {
            request.at(to, longer);
          } else {
            longer.refuse();
          }
        });
  }

  private PlayedController named(Peer peer) {
    return all.stream().filter(each -> each.name().equals(peer.name())).findFirst().orElseThrow();
  }

  private static boolean decides(PlayedController controller) {
    return controller.standing().filter(Standing.Primary.class::isInstance).isPresent();
  }
}
