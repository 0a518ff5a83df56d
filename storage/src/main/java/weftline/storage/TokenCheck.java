package weftline.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.net.JsonTree;
import weftline.net.Request;

/// Judges bearer tokens.
final class TokenCheck {
  private static final Duration SKEW_MAX = Duration.ofMinutes(5);

  /// Some address of the right form, for libraries that take it apart.
  private static final String ANYWHERE =
      "https://login.microsoftonline.com/common/oauth2/authorize";

  /// The end of the year 9999.
  private static final long SECONDS_MAX = 253_402_300_799L;

  private final TokenRules rules;
  private final Optional<TokenKeys> keys;

  TokenCheck(TokenRules rules) {
    this.rules = rules;
    keys =
        rules instanceof TokenRules.Verified verified
            ? Optional.of(new TokenKeys(verified.keys()))
            : Optional.empty();
  }

  /// What a client without a token is told.
  String challenge() {
    String uri =
        switch (rules) {
          case TokenRules.Verified verified -> verified.authorizationUri();
          case TokenRules.Development() -> ANYWHERE;
        };
    return "Bearer authorization_uri=" + uri + " resource_id=" + TokenRules.STORAGE_AUDIENCE;
  }

  /// Who has sent the token; refuses those that are not good.
  TokenHolder check(Request request, String text, Instant now) {
    boolean local = request.remote().getAddress().isLoopbackAddress();
    if (!local && !request.secure()) {
      throw Refusal.because("A bearer token is taken over HTTPS only.");
    }
    Token token = Token.parse(text);
    switch (rules) {
      case TokenRules.Verified verified -> checkMaker(verified, token, now);
      case TokenRules.Development() when !local ->
          throw refused("Tokens that nobody verifies are taken from this machine only.");
      case TokenRules.Development() -> {}
    }
    checkTimes(token.claims(), now);
    return new TokenHolder(
        text(token, "oid").or(() -> text(token, "sub")).orElse(""),
        text(token, "tid").orElse(""),
        roles(token));
  }

  private void checkMaker(TokenRules.Verified verified, Token token, Instant now) {
    TokenAlgorithm algorithm =
        TokenAlgorithm.named(token.header().at("alg").text().orElse(""))
            .orElseThrow(() -> refused("The token is signed in a way that is not accepted."));
    boolean signed =
        keys.flatMap(all -> all.find(token.header().at("kid").text().orElse(""), now))
            .filter(key -> algorithm.verifies(key, token.signed(), token.signature()))
            .isPresent();
    if (!signed) {
      throw refused("Signature validation failed.");
    }
    if (text(token, "iss").filter(verified.issuers()::contains).isEmpty()) {
      throw refused("Issuer validation failed. Issuer did not match.");
    }
    if (audiences(token).noneMatch(verified.audiences()::contains)) {
      throw refused("Audience validation failed. Audience did not match.");
    }
  }

  private static void checkTimes(JsonTree claims, Instant now) {
    Optional<Instant> expiry = time(claims, "exp");
    Optional<Instant> start = time(claims, "nbf");
    if (expiry.filter(time -> now.isBefore(time.plus(SKEW_MAX))).isEmpty()) {
      throw refused("Lifetime validation failed. The token is expired.");
    }
    if (start.filter(time -> now.isBefore(time.minus(SKEW_MAX))).isPresent()) {
      throw refused("Lifetime validation failed. The token is not yet valid.");
    }
  }

  private static Optional<Instant> time(JsonTree claims, String name) {
    return claims
        .at(name)
        .number()
        .filter(seconds -> seconds >= 0 && seconds <= SECONDS_MAX)
        .map(Instant::ofEpochSecond);
  }

  /// One text or several; a slash at the end means nothing.
  private static Stream<String> audiences(Token token) {
    JsonTree audience = token.claims().at("aud");
    return Stream.concat(
            audience.text().stream(),
            audience.items().stream().flatMap(item -> item.text().stream()))
        .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private List<Role> roles(Token token) {
    List<Role> named =
        token.claims().at("roles").items().stream()
            .flatMap(item -> item.text().stream())
            .flatMap(title -> Role.named(title).stream())
            .sorted()
            .toList();
    boolean everything =
        rules instanceof TokenRules.Development && token.claims().at("roles").missing();
    return everything ? List.of(Role.values()) : named;
  }

  private static Optional<String> text(Token token, String name) {
    return token.claims().at(name).text();
  }

  static StorageException refused(String detail) {
    return new StorageException(StorageError.INVALID_TOKEN)
        .withDetail("AuthenticationErrorDetail", detail);
  }
}
