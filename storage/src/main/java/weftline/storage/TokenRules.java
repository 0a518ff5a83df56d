package weftline.storage;

import java.util.Set;

/// Which bearer tokens (OAuth) the services accept.
public sealed interface TokenRules {
  /// What tokens for Azure Storage say that they are for.
  String STORAGE_AUDIENCE = "https://storage.azure.com";

  /// Those that one of the issuers has made for one of the audiences, and signed.
  ///
  /// @param authorizationUri where clients that have no token are sent
  record Verified(
      Set<String> issuers, Set<String> audiences, String authorizationUri, TokenKeySource keys)
      implements TokenRules {
    public Verified {
      issuers = Set.copyOf(issuers);
      audiences = Set.copyOf(audiences);
      if (issuers.isEmpty() || audiences.isEmpty()) {
        throw new IllegalArgumentException("tokens need at least one issuer and one audience");
      }
    }
  }

  /// All that can be read and have not expired, whoever has made them; from this machine only. A
  /// token without roles may do everything. For tests of programs, never for data that matters.
  record Development() implements TokenRules {}
}
