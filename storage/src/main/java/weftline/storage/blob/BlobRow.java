package weftline.storage.blob;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import weftline.net.Headers;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.WireTimes;

/// What is kept of a blob, but for its bytes.
record BlobRow(
    Stamp stamp,
    Instant created,
    BlobHeaders headers,
    SortedMap<String, String> metadata,
    BlobBody body,
    BlobState state) {
  BlobRow {
    metadata = new TreeMap<>(metadata);
  }

  static BlobRow read(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    Stamp stamp = Stamp.read(row);
    Instant created = row.instant();
    long length = row.number();
    BlobHeaders headers = new BlobHeaders(row.texts());
    SortedMap<String, String> metadata = row.texts();
    return new BlobRow(
        stamp, created, headers, metadata, BlobBody.read(length, row), BlobState.read(row));
  }

  byte[] toBytes() {
    RowWriter row = new RowWriter();
    stamp.write(row);
    row.instant(created).number(body.length()).texts(headers.values()).texts(metadata);
    body.write(row);
    state.write(row);
    return row.toBytes();
  }

  long length() {
    return body.length();
  }

  <T> Optional<T> get(BlobField<T> field) {
    return state.get(field);
  }

  BlobRow withStamp(Stamp newStamp) {
    return new BlobRow(newStamp, created, headers, metadata, body, written(newStamp));
  }

  BlobRow withHeaders(Stamp newStamp, BlobHeaders newHeaders) {
    return new BlobRow(newStamp, created, newHeaders, metadata, body, written(newStamp));
  }

  BlobRow withMetadata(Stamp newStamp, SortedMap<String, String> newMetadata) {
    return new BlobRow(newStamp, created, headers, newMetadata, body, written(newStamp));
  }

  BlobRow withBody(BlobBody newBody) {
    return new BlobRow(stamp, created, headers, metadata, newBody, state);
  }

  <T> BlobRow with(BlobField<T> field, T value) {
    return new BlobRow(stamp, created, headers, metadata, body, state.with(field, value));
  }

  BlobRow without(BlobField<?> field) {
    return new BlobRow(stamp, created, headers, metadata, body, state.without(field));
  }

  /// A new state forgets a lease that has ended.
  private BlobState written(Stamp newStamp) {
    Optional<Lease> lease = get(BlobField.LEASE);
    boolean ended = lease.filter(it -> !it.state(newStamp.modified()).locks()).isPresent();
    return ended ? state.without(BlobField.LEASE) : state;
  }

  /// What a hold or a policy keeps does not expire.
  boolean isExpired(Instant now) {
    return get(BlobField.EXPIRY).filter(time -> !now.isBefore(time)).isPresent()
        && !state.has(BlobField.LEGAL_HOLD)
        && !isUnderPolicy(now);
  }

  private boolean isUnderPolicy(Instant now) {
    return get(BlobField.IMMUTABILITY).filter(policy -> policy.holds(now)).isPresent();
  }

  /// Refuses to change or delete what a hold or a policy keeps.
  void checkMutable(Instant now) {
    if (state.has(BlobField.LEGAL_HOLD)) {
      throw new StorageException(StorageError.BLOB_IMMUTABLE_DUE_TO_LEGAL_HOLD);
    }
    if (isUnderPolicy(now)) {
      throw new StorageException(StorageError.BLOB_IMMUTABLE_DUE_TO_POLICY);
    }
  }

  /// Refuses an operation that is for blobs of another kind.
  void checkKind(BlobKind wanted) {
    if (body.kind() != wanted) {
      throw new StorageException(StorageError.INVALID_BLOB_TYPE);
    }
  }

  /// Refuses to change what waits for bytes from elsewhere.
  void checkArrived() {
    if (get(BlobField.COPY).filter(CopyState::isPending).isPresent()) {
      throw new StorageException(StorageError.PENDING_COPY_OPERATION);
    }
  }

  /// Refuses to work on bytes that are in the archive.
  void checkUnarchived(Instant now) {
    Optional<Tier> tier = get(BlobField.TIER).map(set -> set.at(now)).filter(Tier::archived);
    if (tier.isPresent()) {
      throw new StorageException(
          tier.get().comesBack().isPresent()
              ? StorageError.BLOB_BEING_REHYDRATED
              : StorageError.BLOB_ARCHIVED);
    }
  }

  /// What every answer says of the state that it speaks of.
  Headers stampHeaders() {
    Headers headers =
        Headers.EMPTY
            .with("ETag", stamp.etag())
            .with("Last-Modified", WireTimes.http(stamp.modified()));
    return withEncryption(
        get(BlobField.VERSION)
            .map(version -> headers.with("x-ms-version-id", Moments.text(version)))
            .orElse(headers));
  }

  private Headers withEncryption(Headers headers) {
    Headers all = get(BlobField.CUSTOMER_KEY).map(key -> key.addedTo(headers)).orElse(headers);
    return get(BlobField.ENCRYPTION_SCOPE)
        .map(scope -> all.with("x-ms-encryption-scope", scope))
        .orElse(all);
  }

  /// All but those that depend on the range that is read, and on the time.
  Headers answerHeaders(Map<String, String> overrides) {
    Headers all = KindHeaders.addedTo(headers.addedTo(stampHeaders(), overrides), this);
    if (state.has(BlobField.VERSION) && !state.has(BlobField.HISTORY)) {
      all = all.with("x-ms-is-current-version", "true");
    }
    return StorageRequest.withMetadata(all, metadata)
        .with("Accept-Ranges", "bytes")
        .with("x-ms-blob-type", body.kind().wireName())
        .with("x-ms-creation-time", WireTimes.http(created))
        .with("x-ms-server-encrypted", "false");
  }
}
