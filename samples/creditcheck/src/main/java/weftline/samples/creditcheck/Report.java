package weftline.samples.creditcheck;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import weftline.sdk.RoleEnvironment;

/// The *report* role: writes the report of each order that is paid.
final class Report {
  private final Storage storage;
  private final RoleEnvironment environment;

  private Report(Storage storage, RoleEnvironment environment) {
    this.storage = storage;
    this.environment = environment;
  }

  static void main() throws IOException, InterruptedException {
    var environment = RoleEnvironment.connect();
    var storage = Storage.open(environment.setting("Storage").orElseThrow());
    var report = new Report(storage, environment);
    var worker = new Worker(storage.reports(), report::write);
    environment.onStopping(worker::stop);
    worker.run();
  }

  private boolean write(String orderId) {
    Optional<Order> order = storage.orders().find(orderId);
    if (order.isEmpty() || order.get().reportLink().isPresent()) {
      return true;
    }
    if (!order.get().paid()) {
      return false;
    }
    BlobClient document = storage.documents().getBlobClient(orderId + ".html");
    upload(document, Pages.report(order.get()));
    String link = document.getBlobUrl() + "?" + signature(document);
    storage.orders().change(orderId, entity -> entity.addProperty("ReportLink", link));
    return true;
  }

  private static void upload(BlobClient document, String html) {
    document.uploadWithResponse(
        new BlobParallelUploadOptions(BinaryData.fromString(html))
            .setHeaders(new BlobHttpHeaders().setContentType("text/html; charset=utf-8")),
        null,
        Context.NONE);
  }

  /// Lets whoever has the link read this one blob, for some time.
  private String signature(BlobClient document) {
    var lifetime =
        Duration.ofMinutes(Long.parseLong(environment.setting("LinkMinutes").orElse("60")));
    return document.generateSas(
        new BlobServiceSasSignatureValues(
            OffsetDateTime.now(ZoneOffset.UTC).plus(lifetime),
            new BlobSasPermission().setReadPermission(true)));
  }
}
