package weftline.sim;

import java.time.Instant;
import java.util.ArrayList;
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
/// what only that one may do. Who has been taken out of the group is still called, in vain.
final class Controllers {
  private final List<PlayedController> known;
  private final Wire wire;
  private final Factory factory;

  /// @param first one that is alone, or a group
  Controllers(List<PlayedController> first, Wire wire, Factory factory) {
    this.known = new ArrayList<>(first);
    this.wire = wire;
    this.factory = factory;
  }

  /// Those that there are.
  List<PlayedController> all() {
    return known.stream().filter(each -> !each.isRetired()).toList();
  }

  /// One more, on a machine of its own, which nobody has let in yet.
  PlayedController another() {
    List<Peer> others = all().stream().map(PlayedController::peer).toList();
    PlayedController one = factory.build(known.size() + 1, others);
    known.add(one);
    return one;
  }

  /// How many there ever were.
  int size() {
    return known.size();
  }

  /// Whether there is only one to call, so that nothing is gained by knowing that it is silent.
  boolean areAlone() {
    return known.size() == 1;
  }

  String name(int index) {
    return known.get(index).name();
  }

  /// The one that decides, if one does.
  Optional<PlayedController> primary() {
    return known.stream().filter(Controllers::decides).findFirst();
  }

  /// What the primary knows.
  Optional<State> state() {
    return primary().flatMap(PlayedController::state);
  }

  /// Whom something befalls: the one that decides as often as the others together.
  PlayedController victim(RandomGenerator dice) {
    List<PlayedController> all = all();
    if (areAlone()) {
      return all.getFirst();
    }
    PlayedController any = all.get(dice.nextInt(all.size()));
    return dice.nextBoolean() ? primary().orElse(any) : any;
  }

  /// Somebody calls this one of them.
  void hear(int index, Request request, Exchange exchange) {
    PlayedController called = known.get(index);
    called.awake(() -> hear(called, request, exchange));
  }

  private void hear(PlayedController called, Request request, Exchange exchange) {
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
        index % known.size(),
        (primary, way) ->
            primary.submit(command, decision -> way.answer(() -> answer.accept(decision))),
        exchange);
  }

  private void forward(
      PlayedController from, PlayedController to, Request request, Exchange exchange) {
    Exchange longer = exchange.by(arrival -> wire.pass(to.name(), from.name(), arrival));
    wire.pass(from.name(), to.name(), () -> to.awake(() -> take(to, request, longer)));
  }

  private static void take(PlayedController to, Request request, Exchange exchange) {
    if (decides(to)) {
      request.at(to, exchange);
    } else {
      exchange.refuse();
    }
  }

  private PlayedController named(Peer peer) {
    return known.stream().filter(each -> each.peer().equals(peer)).findFirst().orElseThrow();
  }

  private static boolean decides(PlayedController controller) {
    return controller.standing().filter(Standing.Primary.class::isInstance).isPresent();
  }

  /// Builds a machine with a controller.
  @FunctionalInterface
  interface Factory {
    /// One that nobody has let in yet.
    ///
    /// @param number which one it is
    /// @param others those that there are
    PlayedController build(int number, List<Peer> others);
  }
}
