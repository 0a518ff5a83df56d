package weftline.storage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of an issuer. Kept, and read again when a token names one that is not among them, or
/// when they are old; but never more often than the pause allows, whatever tokens strangers send.
final class TokenKeys {
  static final Duration PAUSE_MIN = Duration.ofSeconds(30);
  static final Duration AGE_MAX = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

  private final TokenKeySource source;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(Map.of(), Instant.EPOCH, Instant.EPOCH));

  TokenKeys(TokenKeySource source) {
    this.source = source;
  }

  Optional<TokenKey> find(String id, Instant now) {
    Known before = known.get();
    boolean fresh = before.keys.containsKey(id) && now.isBefore(before.read.plus(AGE_MAX));
    if (!fresh && !now.isBefore(before.tried.plus(PAUSE_MIN))) {
      refresh(before, now);
    }
    return Optional.ofNullable(known.get().keys.get(id));
  }

  /// One thread reads; the others go on with what is known.
  private void refresh(Known before, Instant now) {
    Known trying = new Known(before.keys, before.read, now);
    if (!known.compareAndSet(before, trying)) {
      return;
    }
    try {
      known.set(new Known(TokenKey.readAll(source.read()), now, now));
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("cannot read the keys of tokens");
    }
  }

  /// What was read.
  ///
  /// @param tried when it was last attempted
  private record Known(Map<String, TokenKey> keys, Instant read, Instant tried) {
    private Known {
      keys = Map.copyOf(keys);
    }
  }
}
