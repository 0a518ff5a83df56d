package weftline.net;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that a program's certificate does not end while it runs: takes what somebody has put
/// in its file, and asks for another one when two thirds of its life are over. Blocks its caller.
public final class CertificateWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
  private static final int THIRDS = 3;

  /// When trouble is told once a day.
  private static final Duration URGENT = Duration.ofDays(30);

  private final LiveCredentials credentials;
  private final Issuer issuer;
  private final InstantSource clock;
  private String told = "";

  public CertificateWatch(LiveCredentials credentials, Issuer issuer, InstantSource clock) {
    this.credentials = credentials;
    this.issuer = issuer;
    this.clock = clock;
  }

  /// Signs certificates in place of others.
  @FunctionalInterface
  public interface Issuer {
    /// The certificate as text (PEM).
    String renew(RenewalWish wish) throws IOException;
  }

  /// To be called every few minutes.
  public void runOnce() {
    try {
      if (credentials.reload()) {
        shown("another certificate was put in the file, and is shown from now on");
      }
      if (isDue()) {
        Renewal renewal = Renewal.of(credentials.current());
        Credentials renewed = renewal.granted(issuer.renew(renewal.wish()));
        requireBetter(renewed);
        credentials.replace(renewed);
        shown("the certificate was renewed");
      }
      told = "";
    } catch (IOException e) {
      tell(String.valueOf(e.getMessage()));
    }
  }

  private boolean isDue() {
    Credentials current = credentials.current();
    Duration life = Duration.between(current.from(), current.until());
    return clock.instant().isAfter(current.until().minus(life.dividedBy(THIRDS)));
  }

  /// Somebody's clock may be wrong: what others believe is not given away for what they would not.
  private void requireBetter(Credentials renewed) throws IOException {
    if (renewed.from().isAfter(clock.instant())
        || !renewed.until().isAfter(credentials.current().until())) {
      throw new IOException(
          "the certificate that was answered does not count yet, or ends no later than this one:"
              + " compare the clocks of this machine and of the controllers");
    }
  }

  private void shown(String what) {
    LOG.atInfo()
        .addKeyValue("holder", credentials.identity().kind() + " " + credentials.identity().name())
        .addKeyValue("until", credentials.current().until())
        .log(what);
  }

  /// Once, and every day when there is not much time left.
  private void tell(String reason) {
    Instant now = clock.instant();
    Instant until = credentials.current().until();
    String news =
        now.isAfter(until.minus(URGENT))
            ? reason + " on " + now.atZone(ZoneOffset.UTC).toLocalDate()
            : reason;
    if (!news.equals(told)) {
      LOG.atWarn()
          .addKeyValue("until", until)
          .addKeyValue("reason", reason)
          .addKeyValue("cure", "wfl ca renew makes another one, which is taken without a restart")
          .log("the certificate cannot be renewed");
    }
    told = news;
  }
}
