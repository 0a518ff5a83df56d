package weftline.sim;

import java.time.Duration;
import java.util.Optional;

/// A client's way to the controllers: calls one of them until that one fails it, then the next, as
/// the real links do.
final class Access {
  private static final Duration CALL_MAX = Duration.ofSeconds(5);

  private final String client;
  private final Agenda agenda;
  private final Wire wire;
  private final Controllers controllers;
  private int turn;

  Access(String client, Agenda agenda, Wire wire, Controllers controllers) {
    this.client = client;
    this.agenda = agenda;
    this.wire = wire;
    this.controllers = controllers;
  }

  /// Asks for something that may be long in coming.
  void ask(Request request) {
    Call call = new Call(turn);
    wire.up(client, call.controller(), () -> hear(call, request));
  }

  /// Says something that should be answered soon.
  void tell(Request request) {
    Call call = expected();
    wire.up(client, call.controller(), () -> hear(call, request));
  }

  /// The same, for what is worth less with every moment.
  void report(Request request) {
    Call call = expected();
    wire.report(client, call.controller(), () -> hear(call, request));
  }

  private Call expected() {
    Call call = new Call(turn);
    if (!controllers.areAlone()) {
      agenda.in(CALL_MAX, call::failed);
    }
    return call;
  }

  private void hear(Call call, Request request) {
    Optional<Call> waiting = controllers.areAlone() ? Optional.empty() : Optional.of(call);
    controllers.hear(
        call.called,
        request,
        new Exchange(arrival -> wire.down(call.controller(), client, arrival), waiting));
  }

  /// One call to one of the controllers.
  final class Call {
    private final int called;
    private boolean over;

    private Call(int called) {
      this.called = called;
    }

    private String controller() {
      return controllers.name(called);
    }

    void answered() {
      over = true;
    }

    /// The next call goes to the next one.
    void failed() {
      if (!over && turn == called) {
        turn = (called + 1) % controllers.size();
      }
      over = true;
    }
  }
}
