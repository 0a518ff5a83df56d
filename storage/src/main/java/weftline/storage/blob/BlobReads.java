package weftline.storage.blob;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import weftline.kv.KeyValueStore;
import weftline.net.Headers;
import weftline.net.Response;
import weftline.storage.Access;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Reading a blob: its bytes, or what is known of it.
record BlobReads(KeyValueStore store, ExtentStore extents, Readers readers) {
  private static final long RANGE_DIGEST_MAX = 4L * 1024 * 1024;

  Response properties(StorageRequest request, BlobId blob) {
    BlobRow row = History.find(store::get, blob, Which.of(request)).row();
    Conditions.of(request).checkRead(row, request.now());
    CustomerKey.check(request, row);
    return answer(200, headers(request, row), row.length(), _ -> {});
  }

  Response get(StorageRequest request, BlobId blob) throws IOException {
    Which which = Which.of(request);
    BlobRow row;
    BlobBytes.Source source;
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      row = History.find(snapshot::get, blob, which).row();
      source = BlobBytes.source(snapshot, blob, row.body());
    }
    Conditions.of(request).checkRead(row, request.now());
    row.checkUnarchived(request.now());
    CustomerKey.check(request, row);
    BlobBytes bytes = new BlobBytes(store, extents, readers, blob, source);
    Headers headers = headers(request, row);
    Optional<Range> range = Range.of(request, row.length());
    if (range.isPresent()) {
      return part(request, row, range.get(), bytes);
    }
    if (source.inline().isPresent()) {
      return new Response(200, headers, new Response.Body.Bytes(source.inline().get()));
    }
    Range everything = new Range(0, row.length() - 1);
    return answer(200, headers, row.length(), out -> bytes.write(everything, out));
  }

  private static Response part(StorageRequest request, BlobRow row, Range range, BlobBytes bytes)
      throws IOException {
    Headers headers = headers(request, row);
    Headers answerHeaders =
        without(headers, BlobHeaders.MD5)
            .with("Content-Range", "bytes " + range + "/" + row.length());
    Optional<String> md5 = row.headers().value(BlobHeaders.MD5);
    if (md5.isPresent()) {
      answerHeaders = answerHeaders.with("x-ms-blob-content-md5", md5.get());
    }
    boolean withMd5 = isAsked(request, "x-ms-range-get-content-md5");
    boolean withCrc64 = isAsked(request, "x-ms-range-get-content-crc64");
    if (!withMd5 && !withCrc64) {
      return answer(206, answerHeaders, range.length(), out -> bytes.write(range, out));
    }
    if (range.length() > RANGE_DIGEST_MAX) {
      throw new StorageException(
          StorageError.OUT_OF_RANGE_INPUT, "Checksums are made of ranges up to 4 MiB only.");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream((int) range.length());
    bytes.write(range, all);
    Digests.Result digests = Digests.of(all.toByteArray(), withMd5, withCrc64);
    return digests.addTo(answer(206, answerHeaders, range.length(), all::writeTo));
  }

  private static boolean isAsked(StorageRequest request, String header) {
    return request.header(header).orElse("").equalsIgnoreCase("true");
  }

  private static Response answer(int status, Headers headers, long length, Response.Writer writer) {
    return new Response(status, headers, new Response.Body.Stream(length, writer));
  }

  private static Headers without(Headers headers, String name) {
    return new Headers(
        headers.fields().stream().filter(field -> !field.name().equals(name)).toList());
  }

  private static Headers headers(StorageRequest request, BlobRow row) {
    return new StateHeaders(row, request.now()).addedTo(row.answerHeaders(overrides(request)));
  }

  private static Map<String, String> overrides(StorageRequest request) {
    return request.access() instanceof Access.ServiceSignature signature
        ? signature.answerHeaders()
        : Map.of();
  }
}
