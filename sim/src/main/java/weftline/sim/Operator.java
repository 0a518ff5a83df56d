package weftline.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import weftline.controller.Membership;
import weftline.controller.Membership.Member;
import weftline.controller.Membership.Role;

/// Somebody who sees to the group of controllers while it runs: lets one in, takes one out, and
/// replaces one that cannot read its disk. One errand after the other, each tried until it is done.
final class Operator {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int MEMBERS_MIN = 3;
  private static final int MEMBERS_MAX = 5;

  private final Agenda agenda;
  private final Controllers controllers;
  private final Trace trace;
  private final Deque<Errand> errands = new ArrayDeque<>();
  private final List<PlayedController> leaving = new ArrayList<>();

  Operator(Agenda agenda, Controllers controllers, Trace trace) {
    this.agenda = agenda;
    this.controllers = controllers;
    this.trace = trace;
  }

  /// What has to be done to one of them.
  private sealed interface Errand {
    PlayedController one();

    record LetIn(PlayedController one) implements Errand {}

    record TakeOut(PlayedController one) implements Errand {}
  }

  void start() {
    for (PlayedController each : controllers.all()) {
      if (!each.shelf().isLegible() && !leaving.contains(each)) {
        takeOut(each);
        letIn();
      }
    }
    Optional.ofNullable(errands.peek())
        .ifPresent(errand ->
            controllers.primary().ifPresent(primary -> primary.group(group -> run(errand, group))));
    agenda.in(PAUSE, this::start);
  }

  /// There is one more from now on, if there are not many already.
  void grow() {
    if (members() < MEMBERS_MAX) {
      letIn();
    }
  }

  /// This one leaves, if there are enough others.
  void shrink(PlayedController one) {
    if (members() > MEMBERS_MIN && !leaving.contains(one)) {
      takeOut(one);
    }
  }

  /// Another one comes, then this one leaves.
  void replace(PlayedController one) {
    if (members() < MEMBERS_MAX && !leaving.contains(one)) {
      letIn();
      takeOut(one);
    }
  }

  /// What is still to be done.
  Optional<String> complaint() {
    return Optional.ofNullable(errands.peek())
        .map(errand ->
            "the operator still has to do: %s of %s"
                .formatted(errand.getClass().getSimpleName(), errand.one().name()));
  }

  private int members() {
    return controllers.all().size() - leaving.size();
  }

  private void letIn() {
    PlayedController one = controllers.another();
    one.start();
    errands.add(new Errand.LetIn(one));
  }

  private void takeOut(PlayedController one) {
    leaving.add(one);
    errands.add(new Errand.TakeOut(one));
  }

  /// @param group as it is for certain
  private void run(Errand errand, Membership group) {
    if (!errand.equals(errands.peek())) {
      return;
    }
    Optional<Member> member =
        group.members().stream()
            .filter(each -> each.peer().equals(errand.one().peer()))
            .findFirst();
    switch (errand) {
      case Errand.LetIn(var one) -> {
        if (member.isEmpty()) {
          var _ = group.add(one.peer());
        } else if (member.get().role() != Role.JOINING) {
          done(one, "has come");
        }
      }
      case Errand.TakeOut(var one) -> {
        if (member.isPresent()) {
          var _ = group.remove(one.peer());
        } else {
          one.retire();
          leaving.remove(one);
          done(one, "has left");
        }
      }
    }
  }

  private void done(PlayedController one, String what) {
    errands.remove();
    trace.line(agenda.instant(), "the controller %s %s".formatted(one.name(), what));
  }
}
