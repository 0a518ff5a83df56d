package weftline.app.cli;

/// Runs a stream; one that is to be followed is begun again whenever it breaks, so that it outlives
/// the fabric's restarts.
final class Reconnecting {
  private final Session session;
  private final boolean follow;

  Reconnecting(Session session, boolean follow) {
    this.session = session;
    this.follow = follow;
  }

  /// A stream, from where the last one ended.
  @FunctionalInterface
  interface Stream {
    void run() throws CommandFailure;
  }

  /// Only the first attempt must find the fabric there.
  void run(Stream stream) throws CommandFailure {
    boolean lost = false;
    boolean first = true;
    do {
      try {
        stream.run();
        lost = false;
      } catch (CommandFailure e) {
        if (first || !e.mayPass()) {
          throw e;
        }
        if (!lost) {
          session.terminal().err().println("the fabric does not answer; trying again");
        }
        lost = true;
      }
      first = false;
    } while (again());
  }

  private boolean again() {
    if (follow) {
      Pause.ofOneSecond();
    }
    return follow && !Thread.currentThread().isInterrupted();
  }
}
