package weftline.storage;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import weftline.kv.MemoryStore;
import weftline.net.Handler;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.ListenPolicy;
import weftline.net.Network;

/// The storage services on the network: one port for each, the same accounts behind all.
public final class StorageServer implements AutoCloseable {
  private final Map<ServiceKind, HttpServer> servers;

  private StorageServer(Map<ServiceKind, HttpServer> servers) {
    this.servers = servers;
  }

  /// As the other, with settings that end with the server.
  public static StorageServer listen(
      Network network,
      StorageServerConfig config,
      Map<ServiceKind, StorageService> services,
      InstantSource clock)
      throws IOException {
    return listen(network, config, services, new Settings(new MemoryStore()), clock);
  }

  /// Listens for each service that is given. What is open when one fails is closed again.
  public static StorageServer listen(
      Network network,
      StorageServerConfig config,
      Map<ServiceKind, StorageService> services,
      Settings settings,
      InstantSource clock)
      throws IOException {
    StorageServer server = new StorageServer(new EnumMap<>(ServiceKind.class));
    RequestIds ids = new RequestIds(clock);
    Optional<TokenCheck> tokens = config.tokens().map(TokenCheck::new);
    try {
      for (Map.Entry<ServiceKind, StorageService> entry : services.entrySet()) {
        ServiceKind kind = entry.getKey();
        FrontEnd frontEnd =
            new FrontEnd(
                kind,
                new ServiceRequests(kind, settings, entry.getValue()),
                new Authenticator(kind, config.accounts(), entry.getValue().policies(), tokens),
                ids,
                clock,
                network.workers());
        CrossOrigin handler =
            new CrossOrigin(kind, settings, frontEnd, ids, clock, network.workers());
        Handler door = new Door(kind, config.domains(), handler);
        Handler outside =
            kind == ServiceKind.BLOB
                ? new Website(config.domains(), site(frontEnd, settings, entry.getValue()), door)
                : door;
        server.servers.put(kind, HttpServer.listen(network, http(config, kind), outside));
      }
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// The same front end for pages, which everybody may read.
  private static FrontEnd site(FrontEnd blobs, Settings settings, StorageService service) {
    return new FrontEnd(
        blobs.kind(),
        new SiteService(settings, service),
        new Authenticator(blobs.kind(), new Accounts(Map.of()), SiteService.POLICIES),
        blobs.ids(),
        blobs.clock(),
        blobs.executor());
  }

  /// Where a service is really listening.
  public InetSocketAddress address(ServiceKind kind) {
    return Optional.ofNullable(servers.get(kind))
        .orElseThrow(() -> new IllegalArgumentException("no " + kind + " service is served"))
        .address();
  }

  @Override
  public void close() {
    servers.values().forEach(HttpServer::close);
  }

  private static HttpServerConfig http(StorageServerConfig config, ServiceKind kind)
      throws IOException {
    InetSocketAddress address =
        Optional.ofNullable(config.addresses().get(kind))
            .orElseThrow(() -> new IllegalArgumentException("no address for the " + kind));
    Optional<String> refusal = new ListenPolicy(address, config.tls().isPresent(), true).refusal();
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    return config
        .tls()
        .map(tls -> HttpServerConfig.encrypted(address, tls))
        .orElseGet(() -> HttpServerConfig.plain(address));
  }
}
