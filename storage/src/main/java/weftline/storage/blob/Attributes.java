package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.net.Headers;
import weftline.net.Response;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.WireTimes;
import weftline.storage.XmlWriter;

/// The operations on what stands beside a blob's bytes. None of them makes a new state of the blob:
/// its ETag stays.
record Attributes(Transactions transactions, KeyValueStore store) {
  private static final String EXPIRY_OPTION = "x-ms-expiry-option";
  private static final String EXPIRY_TIME = "x-ms-expiry-time";

  CompletionStage<Response> handle(StorageRequest request, Attribute attribute, BlobId blob) {
    return switch (attribute) {
      case LEASE, BREAK_LEASE -> lease(request, blob);
      case TAGS -> CompletableFuture.completedFuture(tags(request, blob));
      case SET_TAGS -> setTags(request, blob);
      case SET_TIER -> setTier(request, blob);
      case SET_EXPIRY -> setExpiry(request, blob);
      case SET_IMMUTABILITY -> setImmutability(request, blob);
      case DELETE_IMMUTABILITY -> deleteImmutability(request, blob);
      case SET_LEGAL_HOLD -> setLegalHold(request, blob);
    };
  }

  private CompletionStage<Response> lease(StorageRequest request, BlobId blob) {
    LeaseAction action = LeaseHeaders.action(request);
    Conditions conditions = Conditions.of(request).withoutLease();
    Instant now = request.now();
    return change(
            request,
            blob,
            row -> {
              conditions.checkTouch(row, request.now());
              Lease lease = row.get(BlobField.LEASE).orElse(Lease.NONE).after(action, now);
              return lease.equals(Lease.NONE)
                  ? row.without(BlobField.LEASE)
                  : row.with(BlobField.LEASE, lease);
            })
        .thenApply(row ->
            LeaseHeaders.answer(
                action, row.get(BlobField.LEASE).orElse(Lease.NONE), row.stampHeaders(), now));
  }

  private Response tags(StorageRequest request, BlobId blob) {
    BlobRow row = History.find(store::get, blob, Which.of(request)).row();
    Conditions.of(request).checkTouch(row, request.now());
    XmlWriter xml = new XmlWriter();
    row.get(BlobField.TAGS).orElse(Tags.NONE).write(xml);
    return xml.toResponse(200);
  }

  private CompletionStage<Response> setTags(StorageRequest request, BlobId blob) {
    Tags tags = Tags.ofBody(request);
    Conditions conditions = Conditions.of(request);
    return change(
            request,
            blob,
            row -> {
              conditions.checkHeld(row, request.now());
              return tags.isEmpty() ? row.without(BlobField.TAGS) : row.with(BlobField.TAGS, tags);
            })
        .thenApply(_ -> Response.of(204));
  }

  private CompletionStage<Response> setTier(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request);
    Tier.Return.Priority priority = Tier.Return.Priority.of(request);
    return change(
            request,
            blob,
            row -> {
              conditions.checkTouch(row, request.now());
              String name =
                  Tier.named(request, row.body().kind())
                      .orElseThrow(() -> missing("x-ms-access-tier"));
              if (row.body().kind() == BlobKind.APPEND) {
                throw new StorageException(StorageError.INVALID_BLOB_TYPE);
              }
              Tier present =
                  row.get(BlobField.TIER).orElseGet(() -> Tier.of(Tier.DEFAULT, row.created()));
              return row.with(BlobField.TIER, present.changedTo(name, priority, request.now()));
            })
        .thenApply(row -> {
          boolean pending = row.get(BlobField.TIER).flatMap(Tier::comesBack).isPresent();
          return Response.of(pending ? 202 : 200);
        });
  }

  private CompletionStage<Response> setExpiry(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request);
    return change(
            request,
            blob,
            row -> {
              conditions.checkChange(row, request.now());
              return expiry(request, row)
                  .map(time -> row.with(BlobField.EXPIRY, time))
                  .orElseGet(() -> row.without(BlobField.EXPIRY));
            })
        .thenApply(row -> ok(row.stampHeaders()));
  }

  private static Optional<Instant> expiry(StorageRequest request, BlobRow row) {
    String option = request.header(EXPIRY_OPTION).orElseThrow(() -> missing(EXPIRY_OPTION));
    if (option.equalsIgnoreCase("NeverExpire")) {
      return Optional.empty();
    }
    String text = request.header(EXPIRY_TIME).orElseThrow(() -> missing(EXPIRY_TIME));
    Instant time =
        switch (option.toLowerCase(Locale.ROOT)) {
          case "absolute" ->
              WireTimes.parseHttp(text).orElseThrow(() -> invalid(EXPIRY_TIME, text));
          case "relativetonow" -> request.now().plus(milliseconds(text));
          case "relativetocreation" -> row.created().plus(milliseconds(text));
          default -> throw invalid(EXPIRY_OPTION, option);
        };
    if (!time.isAfter(request.now())) {
      throw invalid(EXPIRY_TIME, text);
    }
    return Optional.of(time);
  }

  private static Duration milliseconds(String text) {
    try {
      Duration duration = Duration.ofMillis(Long.parseLong(text));
      if (duration.compareTo(Duration.ofDays(400 * 365)) < 0 && !duration.isNegative()) {
        return duration;
      }
    } catch (NumberFormatException _) {
      throw invalid(EXPIRY_TIME, text);
    }
    throw invalid(EXPIRY_TIME, text);
  }

  private CompletionStage<Response> setImmutability(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request).withoutLease();
    Immutability wanted =
        Immutability.of(request).orElseThrow(() -> missing("x-ms-immutability-policy-until-date"));
    return change(
            request,
            blob,
            row -> {
              conditions.checkTouch(row, request.now());
              Immutability policy =
                  row.get(BlobField.IMMUTABILITY)
                      .map(present -> present.changedTo(wanted, request.now()))
                      .orElse(wanted);
              return row.with(BlobField.IMMUTABILITY, policy);
            })
        .thenApply(_ -> ok(wanted.addedTo(Headers.EMPTY)));
  }

  private CompletionStage<Response> deleteImmutability(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request).withoutLease();
    return change(
            request,
            blob,
            row -> {
              conditions.checkTouch(row, request.now());
              row.get(BlobField.IMMUTABILITY)
                  .ifPresent(policy -> policy.checkRemoval(request.now()));
              return row.without(BlobField.IMMUTABILITY);
            })
        .thenApply(_ -> Response.of(200));
  }

  private CompletionStage<Response> setLegalHold(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request).withoutLease();
    boolean hold = NewState.hold(request).orElseThrow(() -> missing("x-ms-legal-hold"));
    return change(
            request,
            blob,
            row -> {
              conditions.checkTouch(row, request.now());
              return hold
                  ? row.with(BlobField.LEGAL_HOLD, true)
                  : row.without(BlobField.LEGAL_HOLD);
            })
        .thenApply(_ -> Response.of(200).with("x-ms-legal-hold", Boolean.toString(hold)));
  }

  private CompletionStage<BlobRow> change(
      StorageRequest request, BlobId blob, UnaryOperator<BlobRow> how) {
    Which which = Which.of(request);
    return transactions.transact(transaction -> {
      History.Found found = History.find(transaction::get, blob, which);
      BlobRow changed = how.apply(found.row());
      if (!changed.equals(found.row())) {
        transaction.put(found.key(), changed.toBytes());
        new Holds(transaction).mark(blob, changed);
      }
      changed
          .get(BlobField.EXPIRY)
          .filter(_ -> found.current())
          .ifPresent(time -> transaction.put(BlobKeys.expiring(blob), BlobCollector.due(time)));
      return changed;
    });
  }

  private static Response ok(Headers headers) {
    return Response.of(200).withHeaders(_ -> headers);
  }

  static StorageException missing(String name) {
    return new StorageException(StorageError.MISSING_REQUIRED_HEADER)
        .withDetail("HeaderName", name);
  }

  static StorageException invalid(String name, String value) {
    return new StorageException(StorageError.INVALID_HEADER_VALUE)
        .withDetail("HeaderName", name)
        .withDetail("HeaderValue", value);
  }
}
