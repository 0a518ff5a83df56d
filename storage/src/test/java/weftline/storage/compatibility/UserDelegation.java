package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import weftline.storage.ServiceKind;

/// Operations of a whole service that blobs and queues have in the same form.
final class UserDelegation {
  private UserDelegation() {}

  static void key(Scene scene, ServiceKind kind) throws Exception {
    String wish =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><KeyInfo><Start>%s</Start><Expiry>%s</Expiry></KeyInfo>"
            .formatted("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z");
    RawAnswer answer =
        scene
            .send(
                "POST",
                kind,
                "/?restype=service&comp=userdelegationkey",
                wish.getBytes(StandardCharsets.UTF_8))
            .expect(200);

    assertThat(answer.text()).contains("<Value>");
  }

  static RawAnswer statistics(Scene scene, ServiceKind kind) throws Exception {
    return scene.send("GET", kind, "/?restype=service&comp=stats", new byte[0]).expect(200);
  }
}
