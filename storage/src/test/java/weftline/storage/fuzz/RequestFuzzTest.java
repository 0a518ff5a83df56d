package weftline.storage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.BodyTooLargeException;
import weftline.net.Response;
import weftline.storage.PlainRequest;
import weftline.storage.ServiceKind;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageService;
import weftline.storage.blob.BlobService;
import weftline.storage.blob.ExtentStore;
import weftline.storage.queue.QueueService;
import weftline.storage.table.TableService;

/// Sends what nearly is a request to every service, as the owner of the account: paths, queries,
/// filters, tags, ranges, XML, JSON, batches. An answer or a documented refusal is fine; a bug, a
/// hang or a failure of the store is not. `-Dfuzz.rounds=N` and `-Dfuzz.seed=N` go further.
class RequestFuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 3_000);
  private static final int REPORT_LINES = 60;
  private static final int SHOWN_MAX = 1_000;
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  @Test
  void nothingButRefusalsComesOfNonsense(@TempDir Path folder) throws IOException {
    try (var syncer = Executors.newSingleThreadExecutor();
        KeyValueStore store = new MemoryStore();
        ExtentStore extents = ExtentStore.open(folder, syncer)) {
      Random random = new Random(SEED);
      Map<ServiceKind, StorageService> services =
          Map.of(
              ServiceKind.BLOB, new BlobService(store, extents),
              ServiceKind.QUEUE, new QueueService(store, random),
              ServiceKind.TABLE, new TableService(store, random));
      List<Seed> seeds = Seed.all();
      Mutator mutator = new Mutator(random, seeds);
      Map<String, String> troubles = new TreeMap<>();
      for (int round = 0; round < ROUNDS; round++) {
        Seed request = round < seeds.size() ? seeds.get(round) : mutator.next();
        trouble(services, request)
            .ifPresent(failure -> troubles.putIfAbsent(place(failure), shown(request, failure)));
      }
      assertThat(troubles.values()).isEmpty();
    }
  }

  /// Where it happened: one report for each place is enough.
  private static String place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("weftline."))
        .findFirst()
        .map(StackTraceElement::toString)
        .orElse(failure.toString());
  }

  private static Optional<Throwable> trouble(
      Map<ServiceKind, StorageService> services, Seed request) {
    try {
      StorageService service =
          services.getOrDefault(
              request.service(),
              _ -> {
                throw new IllegalStateException("no service");
              });
      PlainRequest plain =
          new PlainRequest(
                  request.method(),
                  request.target(),
                  request.headers(),
                  PlainRequest.of("GET", "/").remote(),
                  new byte[0])
              .withBody(request.body());
      read(service.handle(plain.authenticated()).toCompletableFuture().join());
      return Optional.empty();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return Optional.of(cause(e)).filter(failure -> !isRefusal(failure));
    }
  }

  private static void read(Response response) throws IOException {
    if (response.body() instanceof Response.Body.Stream(long _, Response.Writer writer)) {
      writer.write(OutputStream.nullOutputStream());
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException || cause instanceof UncheckedIOException) {
      cause = Optional.ofNullable(cause.getCause()).orElse(new IllegalStateException(cause));
    }
    return cause;
  }

  private static boolean isRefusal(Throwable failure) {
    return switch (failure) {
      case StorageException refusal ->
          refusal.error().status() < 500 || refusal.error() == StorageError.NOT_IMPLEMENTED;
      case BodyTooLargeException _, EOFException _ -> true;
      default -> false;
    };
  }

  private static String shown(Seed request, Throwable failure) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(request.service() + " " + request.method() + " " + shortened(request.target()));
    request.headers().fields().forEach(field -> out.println(shortened(field.toString())));
    out.println(shortened(new String(request.body(), StandardCharsets.UTF_8)));
    failure.printStackTrace(out);
    return text.toString().lines().limit(REPORT_LINES).collect(Collectors.joining("\n"));
  }

  private static String shortened(String text) {
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
  }
}
