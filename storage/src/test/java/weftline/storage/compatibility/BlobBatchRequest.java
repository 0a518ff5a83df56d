package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import weftline.storage.Accounts;
import weftline.storage.ServiceKind;

/// Many requests in one, as the JavaScript library writes them.
record BlobBatchRequest(Scene scene, String container) {
  private static final String BOUNDARY = "batch_4c3a1e5e";

  /// Deletes blobs and gives the body of the answer.
  String delete(String target, List<String> names) throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      body.append("--").append(BOUNDARY).append("\r\n");
      body.append("Content-Type: application/http\r\n");
      body.append("Content-Transfer-Encoding: binary\r\nContent-ID: ").append(i);
      body.append("\r\n\r\nDELETE ").append(path(names.get(i))).append(" HTTP/1.1\r\n");
      body.append("Content-Length: 0\r\n\r\n");
    }
    body.append("--").append(BOUNDARY).append("--\r\n");
    RawAnswer answer =
        scene
            .send(
                "POST",
                ServiceKind.BLOB,
                target,
                body.toString().getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "multipart/mixed; boundary=" + BOUNDARY)
            .expect(202);
    assertThat(answer.header("Content-Type")).startsWith("multipart/mixed; boundary=");
    return answer.text();
  }

  private String path(String name) {
    return "/%s/%s/%s?%s".formatted(Accounts.DEVELOPMENT_NAME, container, name, scene.signature());
  }
}
