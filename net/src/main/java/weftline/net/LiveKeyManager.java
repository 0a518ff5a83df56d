package weftline.net;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Hands the newest key to whoever begins to encrypt, and the one before to whoever had begun. That
/// nothing fits is said by null in this interface of Java's.
final class LiveKeyManager extends X509ExtendedKeyManager {
  private volatile Shown shown;

  LiveKeyManager(X509ExtendedKeyManager first) {
    this.shown = new Shown(first, first);
  }

  /// Keys under names of their own.
  private record Shown(X509ExtendedKeyManager newest, X509ExtendedKeyManager before) {}

  void show(X509ExtendedKeyManager next) {
    shown = new Shown(next, shown.newest());
  }

  private <T> @Nullable T named(Function<X509ExtendedKeyManager, @Nullable T> question) {
    Shown now = shown;
    return Stream.of(now.newest(), now.before())
        .map(question)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return named(keys -> keys.getCertificateChain(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return named(keys -> keys.getPrivateKey(alias));
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, SSLEngine engine) {
    return shown.newest().chooseEngineServerAlias(type, issuers, engine);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
    return shown.newest().chooseEngineClientAlias(types, issuers, engine);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, Socket socket) {
    return shown.newest().chooseServerAlias(type, issuers, socket);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, Socket socket) {
    return shown.newest().chooseClientAlias(types, issuers, socket);
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return shown.newest().getServerAliases(type, issuers);
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return shown.newest().getClientAliases(type, issuers);
  }
}
