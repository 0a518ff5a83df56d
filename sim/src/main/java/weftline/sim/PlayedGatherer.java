package weftline.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import weftline.agent.Gatherer.Outcome;
import weftline.agent.Gathering;
import weftline.agent.Gathering.Load;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackAnswer;

/// Speaks for a rack during one run of an agent. The real class decides what is said; who waits for
/// whom, the agenda decides in place of threads. One delivery is on its way at a time; what is
/// heard meanwhile makes the next.
final class PlayedGatherer {
  private final NodeId self;
  private final Access access;
  private final Consumer<Runnable> turns;
  private final Gathering gathering = new Gathering();
  private List<Runnable> waiting = new ArrayList<>();
  private boolean delivering;

  /// @param turns lets the node act, as soon as it does anything
  PlayedGatherer(NodeId self, Access access, Consumer<Runnable> turns) {
    this.self = self;
    this.access = access;
    this.turns = turns;
  }

  void at(String address) {
    gathering.at(address);
  }

  /// A neighbour has reported.
  void hear(NodeReport report, Consumer<Outcome> answer) {
    turns.accept(() -> {
      Runnable settled = () -> answer.accept(gathering.outcome(report.node()));
      if (gathering.note(report, PlayedController.digest(report))) {
        deliver(settled);
      } else {
        settled.run();
      }
    });
  }

  /// Its own node has reported: everything that has been heard is passed on.
  void hearSelf(NodeReport report, Consumer<Outcome> answer) {
    var _ = gathering.note(report, PlayedController.digest(report));
    deliver(() -> answer.accept(gathering.outcome(self)));
  }

  private void deliver(Runnable then) {
    waiting.add(then);
    if (!delivering) {
      deliverNext();
    }
  }

  private void deliverNext() {
    delivering = true;
    List<Runnable> told = waiting;
    waiting = new ArrayList<>();
    Load load = gathering.take();
    send(
        load,
        told,
        answer -> {
          Optional<Load> rest = gathering.settle(load, answer);
          if (rest.isEmpty()) {
            end(told);
          } else {
            send(
                rest.get(),
                told,
                last -> {
                  var _ = gathering.settle(rest.get(), last);
                  end(told);
                });
          }
        });
  }

  private void send(Load load, List<Runnable> told, Consumer<RackAnswer> answered) {
    Once once = new Once(turns);
    access.call(
        (primary, exchange) ->
            primary.reports(
                self,
                load,
                answer -> exchange.answer(() -> once.run(() -> answered.accept(answer)))),
        () ->
            once.run(() -> {
              gathering.fail(load);
              end(told);
            }));
  }

  private void end(List<Runnable> told) {
    delivering = false;
    told.forEach(Runnable::run);
    if (!waiting.isEmpty() && !delivering) {
      deliverNext();
    }
  }
}
