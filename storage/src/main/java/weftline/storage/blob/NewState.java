package weftline.storage.blob;

import java.time.Instant;
import java.util.Optional;
import weftline.storage.Level;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// What a blob that is put in the place of another one gets beside its bytes: what the request asks
/// for, and the lease that its predecessor had.
final class NewState {
  private static final String HOLD = "x-ms-legal-hold";
  private static final String SCOPE = "x-ms-encryption-scope";

  private NewState() {}

  static BlobState of(
      StorageRequest request, BlobKind kind, BlobState given, Optional<BlobRow> present) {
    BlobState state = given;
    Tags tags = Tags.ofHeader(request);
    if (!tags.isEmpty()) {
      request.access().require(Level.OBJECT, "t");
      state = state.with(BlobField.TAGS, tags);
    }
    Instant now = request.now();
    Optional<String> tier = Tier.named(request, kind);
    if (tier.isPresent()) {
      state = state.with(BlobField.TIER, tier(request, given, tier.get()));
    }
    Optional<Lease> lease =
        present.flatMap(row -> row.get(BlobField.LEASE)).map(held -> held.afterWrite(now));
    if (lease.isPresent() && !lease.get().equals(Lease.NONE)) {
      state = state.with(BlobField.LEASE, lease.get());
    }
    return withProtection(request, state);
  }

  /// A copy of what is archived takes its time to leave the archive.
  private static Tier tier(StorageRequest request, BlobState given, String name) {
    return given
        .get(BlobField.TIER)
        .map(archived -> archived.changedTo(name, Tier.Return.Priority.of(request), request.now()))
        .orElseGet(() -> Tier.of(name, request.now()));
  }

  private static BlobState withProtection(StorageRequest request, BlobState given) {
    BlobState state = given;
    Optional<Immutability> policy = Immutability.of(request);
    boolean held = hold(request).orElse(false);
    if (policy.isPresent() || held) {
      request.access().require(Level.OBJECT, "i");
    }
    if (policy.isPresent()) {
      state = state.with(BlobField.IMMUTABILITY, policy.get());
    }
    if (held) {
      state = state.with(BlobField.LEGAL_HOLD, true);
    }
    Optional<CustomerKey> key = CustomerKey.of(request);
    Optional<String> scope = request.header(SCOPE);
    if (key.isPresent() && scope.isPresent()) {
      throw new StorageException(
          StorageError.INVALID_INPUT, "A blob has a key of the customer's or a scope, not both.");
    }
    if (key.isPresent()) {
      state = state.with(BlobField.CUSTOMER_KEY, key.get());
    }
    return scope.isPresent() ? state.with(BlobField.ENCRYPTION_SCOPE, scope.get()) : state;
  }

  /// Whether a request asks for a legal hold, or asks to end it.
  static Optional<Boolean> hold(StorageRequest request) {
    return request
        .header(HOLD)
        .map(text -> {
          if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
          }
          throw Attributes.invalid(HOLD, text);
        });
  }
}
