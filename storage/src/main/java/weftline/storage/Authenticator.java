package weftline.storage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weftline.net.Request;
import weftline.net.Response;

/// Finds out who asks and what they may do: Shared Key, Shared Key Lite, bearer tokens, shared
/// access signatures.
final class Authenticator {
  private static final String BEARER = "bearer ";

  private final ServiceKind service;
  private final AccountSource accounts;
  private final StoredPolicies policies;
  private final Optional<TokenCheck> tokens;

  Authenticator(
      ServiceKind service,
      AccountSource accounts,
      StoredPolicies policies,
      Optional<TokenCheck> tokens) {
    this.service = service;
    this.accounts = accounts;
    this.policies = policies;
    this.tokens = tokens;
  }

  Authenticator(ServiceKind service, AccountSource accounts, StoredPolicies policies) {
    this(service, accounts, policies, Optional.empty());
  }

  Access authenticate(Request request, Target target, Parameters query, Instant now) {
    List<AccountKey> keys = accounts.accounts().keys().getOrDefault(target.account(), List.of());
    boolean onlyOnLoopback = target.account().equals(Accounts.DEVELOPMENT_NAME);
    if (onlyOnLoopback && !request.remote().getAddress().isLoopbackAddress()) {
      throw Refusal.because("The development account is for clients on the same machine only.");
    }
    Optional<String> token = token(request);
    if (token.isPresent() && !query.has("sduoid")) {
      return bearer(holder(request, token.get(), now), keys);
    }
    String authorization = request.headers().first("Authorization").orElse("");
    if (token.isEmpty() && !authorization.isEmpty()) {
      return new SharedKeyCheck(service, request, target, query, now).judge(authorization, keys);
    }
    if (query.has("sig")) {
      DelegationCheck users =
          new DelegationCheck(
              service, request, query, now, () -> token.map(text -> holder(request, text, now)));
      return new SasCheck(service, policies, request, target, now, users)
          .judge(SasFields.of(query), keys);
    }
    return new PublicReads(service, policies, challenge()).judge(request, target, query);
  }

  /// Answers a user who asks for a key to sign with.
  Response delegationKey(StorageRequest request) {
    return new DelegationKeys(service, accounts).answer(request);
  }

  private static Optional<String> token(Request request) {
    return request
        .headers()
        .first("Authorization")
        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(text -> text.substring(BEARER.length()).strip());
  }

  private TokenHolder holder(Request request, String token, Instant now) {
    try {
      return tokens
          .orElseThrow(() -> TokenCheck.refused("Bearer tokens are not accepted here."))
          .check(request, token, now);
    } catch (StorageException refusal) {
      throw refusal.withHeader("WWW-Authenticate", challenge());
    }
  }

  /// What its roles say about this service; a role in an account that does not exist says nothing.
  private Access bearer(TokenHolder holder, List<AccountKey> keys) {
    if (keys.isEmpty()) {
      throw Refusal.because("There is no such account.");
    }
    List<Role> roles = holder.roles().stream().filter(role -> role.isFor(service)).toList();
    return new Access.Bearer(new TokenHolder(holder.objectId(), holder.tenantId(), roles));
  }

  private String challenge() {
    return tokens.map(TokenCheck::challenge).orElse("SharedKey");
  }
}
