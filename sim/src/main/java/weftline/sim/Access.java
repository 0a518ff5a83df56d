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

  /// The same, for one who must know if it was not heeded, even if there is nobody else to call.
  void call(Request request, Runnable failed) {
    Call call = new Call(turn, failed);
    agenda.in(CALL_MAX, call::failed);
    wire.report(client, call.controller(), () -> hear(call, request, Optional.of(call)));
  }

  private Call expected() {
    Call call = new Call(turn);
    if (!controllers.areAlone()) {
      agenda.in(CALL_MAX, call::failed);
    }
    return call;
  }

  private void hear(Call call, Request request) {
    hear(call, request, controllers.areAlone() ? Optional.empty() : Optional.of(call));
  }

  private void hear(Call call, Request request, Optional<Call> waiting) {
    controllers.hear(
        call.called,
        request,
        new Exchange(arrival -> wire.down(call.controller(), client, arrival), waiting));
  }

  /// One call to one of the controllers.
  final class Call {
    private final int called;
    private final Runnable sorry;
    private boolean over;

    private Call(int called) {
      this(called, () -> {});
    }

    private Call(int called, Runnable sorry) {
      this.called = called;
      this.sorry = sorry;
    }

    private String controller() {
      return controllers.name(called);
    }

    void answered() {
      over = true;
    }

    /// The next call goes to the next one.
    void failed() {
      if (over) {
        return;
      }
      over = true;
      if (turn == called) {
        turn = (called + 1) % controllers.size();
      }
      sorry.run();
    }
  }
}
