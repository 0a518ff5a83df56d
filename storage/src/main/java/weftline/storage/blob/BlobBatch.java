package weftline.storage.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.net.Response;
import weftline.storage.BatchPart;
import weftline.storage.Multipart;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.XmlWriter;

/// Many deletions, or many changes of tier, in one request. Each shows by itself that it may, and
/// is answered by itself.
///
/// @param container in which all of them must be; empty for anywhere in the account
record BlobBatch(StorageRequest request, String container) {
  private static final int REQUESTS_MAX = 256;
  private static final int BYTES_MAX = 4 * 1024 * 1024;

  CompletionStage<Response> run() {
    List<Multipart.Section> sections;
    try {
      sections = sections();
    } catch (StorageException refusal) {
      return CompletableFuture.completedFuture(answer(List.of(new Part("0", refused(refusal)))));
    }
    List<CompletableFuture<Part>> parts = new ArrayList<>();
    for (Multipart.Section section : sections) {
      String id = section.headers().first("Content-ID").orElse("");
      parts.add(carryOut(section).thenApply(answer -> new Part(id, answer)).toCompletableFuture());
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answer(parts.stream().map(CompletableFuture::join).toList()));
  }

  private List<Multipart.Section> sections() {
    String boundary =
        Multipart.boundary(request.header("Content-Type").orElse(""))
            .orElseThrow(() -> Multipart.invalid("it is not multipart/mixed"));
    String body = new String(request.body(BYTES_MAX), ISO_8859_1);
    List<Multipart.Section> sections = Multipart.sections(boundary, body, REQUESTS_MAX + 1);
    if (sections.isEmpty()) {
      throw Multipart.invalid("it is empty");
    }
    if (sections.size() > REQUESTS_MAX) {
      throw new StorageException(StorageError.EXCEEDS_MAX_BATCH_REQUEST_COUNT);
    }
    return sections;
  }

  private CompletionStage<Response> carryOut(Multipart.Section section) {
    try {
      BatchPart part = section.request();
      return request.carryOut(part, this::check);
    } catch (StorageException refusal) {
      return CompletableFuture.completedFuture(refused(refusal));
    }
  }

  /// Refuses what a batch is not for.
  private void check(StorageRequest inner) {
    boolean outside =
        !inner.account().equals(request.account())
            || !(container.isEmpty() || inner.path().startsWith(container + "/"));
    if (outside) {
      throw new StorageException(
          StorageError.INVALID_INPUT, "A request in the batch is about something outside of it.");
    }
    switch (BlobOperation.of(inner)) {
      case BlobOperation.DeleteBlob _ -> {}
      case BlobOperation.OfAttribute(_, var attribute) when attribute == Attribute.SET_TIER -> {}
      default ->
          throw new StorageException(
              StorageError.INVALID_INPUT, "A batch is for deleting and for setting tiers only.");
    }
  }

  private Response answer(List<Part> parts) {
    String boundary = "batchresponse_" + UUID.nameUUIDFromBytes(bytes(request.toString()));
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      out.append("--").append(boundary).append("\r\nContent-Type: application/http\r\n");
      if (!part.id().isEmpty()) {
        out.append("Content-ID: ").append(part.id()).append("\r\n");
      }
      Multipart.write(out.append("\r\n"), part.answer());
      out.append(hasBody(part.answer()) ? "\r\n" : "");
    }
    String text = out.append("--").append(boundary).append("--\r\n").toString();
    return Response.of(202, "multipart/mixed; boundary=" + boundary, text.getBytes(UTF_8));
  }

  private static Response refused(StorageException refusal) {
    return new XmlWriter()
        .start("Error")
        .element("Code", refusal.error().code())
        .element("Message", Optional.ofNullable(refusal.getMessage()).orElse(""))
        .toResponse(refusal.error().status())
        .with("x-ms-error-code", refusal.error().code());
  }

  /// Clients take an empty line too many for a body, and a body for a refusal.
  private static boolean hasBody(Response answer) {
    return answer.body() instanceof Response.Body.Bytes(var bytes) && bytes.length > 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /// The answer to one of the requests.
  ///
  /// @param id by which the client knows the request; empty if it gave none
  private record Part(String id, Response answer) {}
}
