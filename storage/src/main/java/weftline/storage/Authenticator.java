package weftline.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import weftline.net.Request;

/// Finds out who asks and what they may do: Shared Key, Shared Key Lite, shared access signatures.
final class Authenticator {
  private static final Duration SKEW_MAX = Duration.ofMinutes(15);

  private final ServiceKind service;
  private final Accounts accounts;
  private final StoredPolicies policies;

  Authenticator(ServiceKind service, Accounts accounts, StoredPolicies policies) {
    this.service = service;
    this.accounts = accounts;
    this.policies = policies;
  }

  Access authenticate(Request request, Target target, Parameters query, Instant now) {
    List<AccountKey> keys = accounts.keys().getOrDefault(target.account(), List.of());
    boolean onlyOnLoopback = target.account().equals(Accounts.DEVELOPMENT_NAME);
    if (onlyOnLoopback && !request.remote().getAddress().isLoopbackAddress()) {
      throw Refusal.because("The development account is for clients on the same machine only.");
    }
    String authorization = request.headers().first("Authorization").orElse("");
    if (!authorization.isEmpty()) {
      return sharedKey(
          authorization, new StringToSign(request, target.account(), query), keys, now);
    }
    if (query.has("sig")) {
      return new SasCheck(service, policies, request, target, now).judge(SasFields.of(query), keys);
    }
    throw new StorageException(StorageError.NO_AUTHENTICATION_INFORMATION)
        .withHeader("WWW-Authenticate", "SharedKey");
  }

  private Access sharedKey(
      String authorization, StringToSign request, List<AccountKey> keys, Instant now) {
    int space = authorization.indexOf(' ');
    int colon = authorization.lastIndexOf(':');
    if (space < 0 || colon < space) {
      throw new StorageException(StorageError.INVALID_AUTHENTICATION_INFO);
    }
    if (!authorization.substring(space + 1, colon).equals(request.account())) {
      throw Refusal.because("The account that signed is not the account of the request.");
    }
    checkDate(request.date(), now);
    List<String> texts = texts(authorization.substring(0, space), request);
    String signature = authorization.substring(colon + 1);
    boolean signed =
        keys.stream()
            .anyMatch(key -> texts.stream().anyMatch(text -> key.hasSigned(text, signature)));
    if (!signed) {
      throw Refusal.because(
          "The MAC signature found in the HTTP request is not the same as any computed signature."
              + " Server used following string to sign: '"
              + texts.getFirst()
              + "'.");
    }
    return new Access.Owner();
  }

  private List<String> texts(String scheme, StringToSign request) {
    boolean table = service == ServiceKind.TABLE;
    Stream<HeaderOrder> orders = Arrays.stream(HeaderOrder.values());
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "sharedkey" ->
          table ? List.of(request.table()) : orders.map(request::full).distinct().toList();
      case "sharedkeylite" ->
          table ? List.of(request.tableLite()) : orders.map(request::lite).distinct().toList();
      default -> throw new StorageException(StorageError.INVALID_AUTHENTICATION_INFO);
    };
  }

  private static void checkDate(String date, Instant now) {
    Instant signed =
        WireTimes.parseHttp(date)
            .orElseThrow(
                () -> Refusal.because("Neither x-ms-date nor Date is a time of HTTP: " + date));
    if (Duration.between(signed, now).abs().compareTo(SKEW_MAX) > 0) {
      throw Refusal.because(
          "Request date header too old or too new: " + date + "; the server has " + now + ".");
    }
  }
}
