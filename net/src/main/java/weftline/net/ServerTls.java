package weftline.net;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Optional;

/// How a server proves who it is, and whether its clients must.
public final class ServerTls {
  private final KeyCertOptions key;
  private final Optional<Clients> clients;

  private ServerTls(KeyCertOptions key, Optional<Clients> clients) {
    this.key = key;
    this.clients = clients;
  }

  /// For programs of the fabric.
  ///
  /// @param clientRequired whether a client without a certificate of the fabric is turned away at
  ///   the door; otherwise it is let in with an empty [Request#peer]
  public ServerTls(Credentials credentials, boolean clientRequired) {
    this(
        credentials.keyOptions(),
        Optional.of(new Clients(credentials.trustOptions(), clientRequired)));
  }

  /// The same with credentials that may be replaced.
  public ServerTls(LiveCredentials credentials, boolean clientRequired) {
    this(
        credentials.keyOptions(),
        Optional.of(new Clients(credentials.trustOptions(), clientRequired)));
  }

  /// For everybody who trusts the authority. No client is asked for a certificate.
  public static ServerTls forEverybody(Credentials credentials) {
    return new ServerTls(credentials.keyOptions(), Optional.empty());
  }

  /// For everybody who trusts who has made the certificate. No client is asked for one.
  public static ServerTls forEverybody(ServerCertificate certificate) {
    return new ServerTls(certificate.keyOptions(), Optional.empty());
  }

  void applyTo(HttpServerOptions options) {
    options.setSsl(true).setKeyCertOptions(key);
    clients.ifPresent(asked ->
        options
            .setTrustOptions(asked.trusted)
            .setClientAuth(asked.required ? ClientAuth.REQUIRED : ClientAuth.REQUEST));
  }

  /// By whom clients must be known.
  private record Clients(TrustOptions trusted, boolean required) {}
}
