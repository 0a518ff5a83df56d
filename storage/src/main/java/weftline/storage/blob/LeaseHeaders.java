package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import weftline.net.Headers;
import weftline.net.Response;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// How leases are asked for, shown and answered in headers.
final class LeaseHeaders {
  private static final String ACTION = "x-ms-lease-action";
  private static final String HELD = "x-ms-lease-id";
  private static final String PROPOSED = "x-ms-proposed-lease-id";
  private static final String DURATION = "x-ms-lease-duration";
  private static final String PERIOD = "x-ms-lease-break-period";
  private static final int SECONDS_MIN = 15;
  private static final int SECONDS_MAX = 60;

  /// Before this one, a lease lasted for a minute and nobody could say otherwise.
  private static final String DURATIONS_SINCE = "2012-02-12";

  private static final Pattern GUID =
      Pattern.compile(
          "\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
  private static final Pattern PLAIN_GUID = Pattern.compile("\\p{XDigit}{32}");

  private LeaseHeaders() {}

  static LeaseAction action(StorageRequest request) {
    String action = required(request, ACTION);
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "acquire" -> new LeaseAction.Acquire(proposed(request), duration(request));
      case "renew" -> new LeaseAction.Renew(held(request));
      case "change" ->
          new LeaseAction.Change(held(request), id(PROPOSED, required(request, PROPOSED)));
      case "release" -> new LeaseAction.Release(held(request));
      case "break" -> new LeaseAction.Break(period(request));
      default -> throw invalid(ACTION, action);
    };
  }

  /// Tells whether a lease is to be broken, for which the permission to delete is enough.
  static boolean breaks(StorageRequest request) {
    return request.header(ACTION).orElse("").equalsIgnoreCase("break");
  }

  /// The lease that a request says it holds.
  static Optional<String> holder(StorageRequest request) {
    return request.header(HELD).map(text -> id(HELD, text));
  }

  static Headers added(Headers headers, Lease lease, Instant now) {
    Lease.State state = lease.state(now);
    Headers all =
        headers.with("x-ms-lease-status", state.status()).with("x-ms-lease-state", state.wire());
    return state == Lease.State.LEASED ? all.with(DURATION, lease.duration()) : all;
  }

  /// What an action has made of a lease.
  static Response answer(LeaseAction action, Lease lease, Headers stamp, Instant now) {
    return switch (action) {
      case LeaseAction.Acquire(var id, _) -> answer(201, stamp).with(HELD, id);
      case LeaseAction.Renew(var id) -> answer(200, stamp).with(HELD, id);
      case LeaseAction.Change(_, var id) -> answer(200, stamp).with(HELD, id);
      case LeaseAction.Release _ -> answer(200, stamp);
      case LeaseAction.Break _ ->
          answer(202, stamp).with("x-ms-lease-time", Long.toString(lease.secondsLeft(now)));
    };
  }

  private static Response answer(int status, Headers stamp) {
    return Response.of(status).withHeaders(_ -> stamp);
  }

  private static String held(StorageRequest request) {
    return id(HELD, required(request, HELD));
  }

  private static String proposed(StorageRequest request) {
    return request
        .header(PROPOSED)
        .map(text -> id(PROPOSED, text))
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  private static int duration(StorageRequest request) {
    Optional<String> text = request.header(DURATION);
    if (text.isEmpty()
        && request.header("x-ms-version").orElse("").compareTo(DURATIONS_SINCE) < 0) {
      return SECONDS_MAX;
    }
    int seconds = number(DURATION, text.orElseThrow(() -> missing(DURATION)));
    if (seconds != Lease.INFINITE && (seconds < SECONDS_MIN || seconds > SECONDS_MAX)) {
      throw invalid(DURATION, Integer.toString(seconds));
    }
    return seconds;
  }

  private static Optional<Duration> period(StorageRequest request) {
    return request
        .header(PERIOD)
        .map(text -> {
          int seconds = number(PERIOD, text);
          if (seconds < 0 || seconds > SECONDS_MAX) {
            throw invalid(PERIOD, text);
          }
          return Duration.ofSeconds(seconds);
        });
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw invalid(name, text);
    }
  }

  /// In whatever form a GUID is given, it is kept in lower case with dashes.
  private static String id(String name, String text) {
    boolean braced =
        (text.startsWith("{") && text.endsWith("}"))
            || (text.startsWith("(") && text.endsWith(")"));
    String bare = (braced ? text.substring(1, text.length() - 1) : text).toLowerCase(Locale.ROOT);
    if (GUID.matcher(bare).matches()) {
      return bare;
    }
    if (PLAIN_GUID.matcher(bare).matches()) {
      return String.join(
          "-",
          bare.substring(0, 8),
          bare.substring(8, 12),
          bare.substring(12, 16),
          bare.substring(16, 20),
          bare.substring(20));
    }
    throw invalid(name, text);
  }

  private static String required(StorageRequest request, String name) {
    return request.header(name).orElseThrow(() -> missing(name));
  }

  private static StorageException missing(String name) {
    return new StorageException(StorageError.MISSING_REQUIRED_HEADER)
        .withDetail("HeaderName", name);
  }

  private static StorageException invalid(String name, String value) {
    return new StorageException(StorageError.INVALID_HEADER_VALUE)
        .withDetail("HeaderName", name)
        .withDetail("HeaderValue", value);
  }
}
