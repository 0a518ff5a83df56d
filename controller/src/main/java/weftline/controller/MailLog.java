package weftline.controller;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.net.HttpAnswer;

/// Tells the operator how the mail to one controller goes: once for each change, not for every
/// letter.
final class MailLog {
  private static final Logger LOG = LoggerFactory.getLogger(MailLog.class);

  /// The answer that says why letters of this controller are not believed.
  private static final int OBJECTION = 409;

  private final Peer to;
  private final Runnable objected;
  private final AtomicBoolean reached = new AtomicBoolean(true);

  /// @param objected told when the other controller has an objection to this one
  MailLog(Peer to, Runnable objected) {
    this.to = to;
    this.objected = objected;
  }

  /// The other controller has answered.
  void answered(HttpAnswer answer) {
    if (answer.status() == OBJECTION) {
      LOG.atError()
          .addKeyValue("controller", to)
          .addKeyValue("reason", answer.text())
          .log("another controller has an objection to this one");
      objected.run();
    }
    note(answer.ok(), "it answers %d %s".formatted(answer.status(), answer.text()));
  }

  /// Nothing could be brought.
  void failed(Exception why) {
    note(false, String.valueOf(why.getMessage()));
  }

  /// What was on its way is lost; the next is tried all the same.
  void bug(Throwable bug) {
    LOG.atError()
        .addKeyValue("controller", to)
        .setCause(bug)
        .log("a bug keeps letters from being brought");
  }

  private void note(boolean ok, String trouble) {
    if (reached.getAndSet(ok) != ok) {
      var line = ok ? LOG.atInfo() : LOG.atWarn().addKeyValue("reason", trouble);
      line.addKeyValue("controller", to)
          .log(ok ? "a controller can be reached" : "a controller cannot be reached");
    }
  }
}
