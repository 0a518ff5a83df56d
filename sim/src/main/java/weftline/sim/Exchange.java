package weftline.sim;

import java.util.Optional;
import java.util.function.Consumer;

/// How a call to a controller is answered.
///
/// @param back the way to whoever has called
/// @param call who wants to know whether his call was heeded; empty if he has only one controller
///   to call
record Exchange(Consumer<Runnable> back, Optional<Access.Call> call) {
  void answer(Runnable arrival) {
    back.accept(() -> {
      call.ifPresent(Access.Call::answered);
      arrival.run();
    });
  }

  /// There is nothing to say but that it was heard.
  void acknowledge() {
    call.ifPresent(waiting -> back.accept(waiting::answered));
  }

  /// Nobody is there who could do it.
  void refuse() {
    call.ifPresent(waiting -> back.accept(waiting::failed));
  }

  /// The answer takes another way first.
  Exchange by(Consumer<Runnable> first) {
    return new Exchange(arrival -> first.accept(() -> back.accept(arrival)), call);
  }
}
