package weftline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import weftline.storage.TokenRules;

/// Which bearer tokens the storage services accept. None, unless something is said.
final class TokenOptions {
  private static final String DEVELOPMENT = "development";

  @Option(
      names = "--oauth",
      paramLabel = "development",
      description = "Accept bearer tokens that NOBODY VERIFIES. On loopback, for tests.")
  private Optional<String> mode = Optional.empty();

  @Option(
      names = "--oauth-issuer",
      paramLabel = "URL",
      description = "Accept bearer tokens of this issuer; repeat for more. Needs --oauth-keys.")
  private List<String> issuers = List.of();

  @Option(
      names = "--oauth-audience",
      paramLabel = "NAME",
      description = "For whom tokens must be made (default: https://storage.azure.com).")
  private List<String> audiences = List.of(TokenRules.STORAGE_AUDIENCE);

  @Option(
      names = "--oauth-keys",
      paramLabel = "FILE|URL",
      description = "The issuer's public keys (JWKS). Read again when a new one is used.")
  private Optional<String> keys = Optional.empty();

  @Option(
      names = "--oauth-authorize",
      paramLabel = "URL",
      description = "Where clients without a token are sent (default: made from the issuer).")
  private Optional<String> authorize = Optional.empty();

  Optional<TokenRules> rules(InetAddress address) throws IOException {
    if (mode.isPresent()) {
      return Optional.of(development(mode.get(), address));
    }
    if (issuers.isEmpty() != keys.isEmpty()) {
      throw new IOException("Say --oauth-issuer and --oauth-keys, both of them.");
    }
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenRules.Verified(
            Set.copyOf(issuers),
            audiences.stream().map(TokenOptions::withoutSlash).collect(Collectors.toSet()),
            authorize.orElseGet(() ->
                withoutSlash(issuers.getFirst()).replaceFirst("/v2\\.0$", "")
                    + "/oauth2/authorize"),
            TokenKeysAt.of(keys.get())));
  }

  private TokenRules development(String named, InetAddress address) throws IOException {
    if (!named.equals(DEVELOPMENT)) {
      throw new IOException("--oauth knows one word only: development. See --oauth-issuer.");
    }
    if (!address.isLoopbackAddress() || keys.isPresent() || !issuers.isEmpty()) {
      throw new IOException(
          "--oauth=development lets everybody in who has any token. It is for loopback alone, and"
              + " not beside --oauth-issuer.");
    }
    return new TokenRules.Development();
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
