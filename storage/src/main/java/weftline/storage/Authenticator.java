package weftline.storage;

import java.time.Instant;
import java.util.List;
import weftline.net.Request;

/// Finds out who asks and what they may do: Shared Key, Shared Key Lite, shared access signatures.
final class Authenticator {
  private final ServiceKind service;
  private final AccountSource accounts;
  private final StoredPolicies policies;

  Authenticator(ServiceKind service, AccountSource accounts, StoredPolicies policies) {
    this.service = service;
    this.accounts = accounts;
    this.policies = policies;
  }

  Access authenticate(Request request, Target target, Parameters query, Instant now) {
    List<AccountKey> keys = accounts.accounts().keys().getOrDefault(target.account(), List.of());
    boolean onlyOnLoopback = target.account().equals(Accounts.DEVELOPMENT_NAME);
    if (onlyOnLoopback && !request.remote().getAddress().isLoopbackAddress()) {
      throw Refusal.because("The development account is for clients on the same machine only.");
    }
    String authorization = request.headers().first("Authorization").orElse("");
    if (!authorization.isEmpty()) {
      return new SharedKeyCheck(service, request, target, query, now).judge(authorization, keys);
    }
    if (query.has("sig")) {
      return new SasCheck(service, policies, request, target, now).judge(SasFields.of(query), keys);
    }
    throw new StorageException(StorageError.NO_AUTHENTICATION_INFORMATION)
        .withHeader("WWW-Authenticate", "SharedKey");
  }
}
