package weftline.storage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The accounts of a file, which is looked at again when somebody asks, at most once in a while.
/// While the file is broken, what was read last stays good.
public final class WatchedAccounts implements AccountSource {
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(WatchedAccounts.class);

  private final AccountsFile file;
  private final Accounts always;
  private final InstantSource clock;
  private final AtomicReference<Seen> seen;

  private WatchedAccounts(AccountsFile file, Accounts always, InstantSource clock, Seen first) {
    this.file = file;
    this.always = always;
    this.clock = clock;
    seen = new AtomicReference<>(first);
  }

  /// Reads the file; one that cannot be read is an error now, and a warning later.
  ///
  /// @param always there beside those of the file
  public static WatchedAccounts open(AccountsFile file, Accounts always, InstantSource clock)
      throws IOException {
    Optional<AccountsFile.Mark> mark = file.mark();
    Seen first = new Seen(clock.instant(), mark, always.with(file.accounts()));
    return new WatchedAccounts(file, always, clock, first);
  }

  @Override
  public Accounts accounts() {
    Seen before = seen.get();
    Instant now = clock.instant();
    if (now.isBefore(before.at.plus(PAUSE))) {
      return before.accounts;
    }
    Seen looking = new Seen(now, before.mark, before.accounts);
    if (seen.compareAndSet(before, looking)) {
      seen.set(look(looking));
    }
    return seen.get().accounts;
  }

  private Seen look(Seen before) {
    try {
      Optional<AccountsFile.Mark> mark = file.mark();
      if (mark.equals(before.mark)) {
        return before;
      }
      Seen changed = new Seen(before.at, mark, always.with(file.accounts()));
      LOG.atInfo().addKeyValue("count", changed.accounts.keys().size()).log("accounts changed");
      return changed;
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("accounts not read again");
      return before;
    }
  }

  /// What was there when it was looked at.
  private record Seen(Instant at, Optional<AccountsFile.Mark> mark, Accounts accounts) {}
}
