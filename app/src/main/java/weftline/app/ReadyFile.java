package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import weftline.model.RoutingTable;
import weftline.net.Json;

/// Every endpoint of a running development fabric, for programs that start one and wait for it.
///
/// @param services addresses by service, slot and endpoint
record ReadyFile(
    long pid,
    String management,
    String tokenFile,
    String blob,
    String queue,
    String table,
    String storageConnectionString,
    Map<String, Map<String, Map<String, String>>> services) {

  static ReadyFile of(DataFolder data, DevPorts ports, RoutingTable routes) {
    return new ReadyFile(
        ProcessHandle.current().pid(),
        "http://127.0.0.1:" + ports.management(),
        data.token().toString(),
        DevelopmentStorage.endpoint(ports.blob()),
        DevelopmentStorage.endpoint(ports.queue()),
        DevelopmentStorage.endpoint(ports.table()),
        new DevelopmentStorage(ports).connectionString(),
        services(routes));
  }

  private static Map<String, Map<String, Map<String, String>>> services(RoutingTable routes) {
    Map<String, Map<String, Map<String, String>>> services = new TreeMap<>();
    for (RoutingTable.Route route : routes.routes()) {
      services
          .computeIfAbsent(route.service().value(), _ -> new TreeMap<>())
          .computeIfAbsent(route.slot().toString(), _ -> new TreeMap<>())
          .put(route.endpoint(), url(route));
    }
    return services;
  }

  static String url(RoutingTable.Route route) {
    String scheme = route.protocol().equals("http") ? "http" : "tcp";
    return "%s://%s:%d".formatted(scheme, route.address(), route.port());
  }

  /// In one step: whoever sees the file sees all of it.
  void write(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(temporary, Json.write(this));
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
