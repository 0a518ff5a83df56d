package weftline.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/// The HTTP library of our servers with nothing behind it: what a request costs before anybody has
/// looked at it.
final class BareHttp {
  private static final int BYTES = 4 << 10;
  private static final Buffer BODY = Buffer.buffer(new byte[BYTES]);

  private BareHttp() {}

  /// The server, in a process of its own.
  public static void main(String[] arguments) {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    for (int i = 0; i < loops; i++) {
      vertx
          .createHttpServer()
          .requestHandler(BareHttp::answer)
          .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
    }
  }

  static void measure(Options options, Report report) throws IOException {
    Path folder = options.folder().resolve("bare");
    ByteBuffer body = BlobCases.noise(BYTES);
    try (Contestant server = Contestant.start("bare", folder, BareHttp::command)) {
      measure(
          options,
          report,
          server,
          Case.small(
              "bare get 4 KiB", Service.BLOB, repeat(requests -> requests.get("/a/b"), 200)));
      measure(
          options,
          report,
          server,
          Case.small(
              "bare put 4 KiB", Service.BLOB, repeat(requests -> requests.put("/a/b", body), 201)));
    }
  }

  private static void measure(Options options, Report report, Contestant server, Case each) {
    Load load = LoadGenerator.of(each, server).run(options.warmUp(), options.measured());
    System.err.printf("%-9s %-34s %s%n", "limit", each.name(), load);
    String name = "limit: " + each.name();
    report.add(new Report.Figure(name + ": throughput", "1/s", new Aim.None()), load.perSecond());
    report.add(new Report.Figure(name + ": cpu", "s/1000", new Aim.None()), load.cpuPerThousand());
  }

  private static Function<Requests, IntFunction<Script>> repeat(
      Function<Requests, ByteBuffer[]> request, int expected) {
    return requests -> _ -> new Repeat(() -> request.apply(requests), expected);
  }

  private static void answer(HttpServerRequest request) {
    if (request.method().name().equals("GET")) {
      request.response().end(BODY);
      return;
    }
    request.body().onSuccess(_ -> request.response().setStatusCode(201).end());
  }

  private static List<String> command(Path folder, int port) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        BareHttp.class.getName(),
        Integer.toString(port));
  }
}
