package weftline.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import weftline.net.Request;

/// Judges a request that is signed with an account key: Shared Key and Shared Key Lite.
record SharedKeyCheck(
    ServiceKind service, Request request, Target target, Parameters query, Instant now) {
  private static final Duration SKEW_MAX = Duration.ofMinutes(15);

  Access judge(String authorization, List<AccountKey> keys) {
    int space = authorization.indexOf(' ');
    int colon = authorization.lastIndexOf(':');
    if (space < 0 || colon < space) {
      throw new StorageException(StorageError.INVALID_AUTHENTICATION_INFO);
    }
    if (!authorization.substring(space + 1, colon).equals(target.account())) {
      throw Refusal.because("The account that signed is not the account of the request.");
    }
    List<String> texts = texts(authorization.substring(0, space));
    checkDate();
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

  private List<String> texts(String scheme) {
    boolean table = service == ServiceKind.TABLE;
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "sharedkey" ->
          table ? paths().map(StringToSign::table).toList() : ordered(StringToSign::full);
      case "sharedkeylite" ->
          table ? paths().map(StringToSign::tableLite).toList() : ordered(StringToSign::lite);
      default -> throw new StorageException(StorageError.INVALID_AUTHENTICATION_INFO);
    };
  }

  private List<String> ordered(BiFunction<StringToSign, HeaderOrder, String> text) {
    return paths()
        .flatMap(path -> Arrays.stream(HeaderOrder.values()).map(order -> text.apply(path, order)))
        .distinct()
        .toList();
  }

  /// As sent, and as of the primary if the secondary is asked.
  private Stream<StringToSign> paths() {
    return Stream.of(request.rawPath(), target.primaryPath(request.rawPath()))
        .distinct()
        .map(path -> new StringToSign(request, target.account(), path, query));
  }

  private void checkDate() {
    String date = new StringToSign(request, target.account(), query).date();
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
