package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.LeaseStateType;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import java.util.Map;
import java.util.function.Supplier;

/// Leases of blobs and of containers, which behave alike.
final class LeaseTrials {
  private static final String OTHER_ID = "3c7e72eb-b4ae-4b43-9d0a-1ce5ec1e3f7b";

  private LeaseTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob blob acquireLease", scene -> acquire(ofBlob(scene)),
        "blob blob releaseLease", scene -> release(ofBlob(scene)),
        "blob blob renewLease", scene -> renew(ofBlob(scene)),
        "blob blob changeLease", scene -> change(ofBlob(scene)),
        "blob blob breakLease", scene -> breakIt(ofBlob(scene)),
        "blob container acquireLease", scene -> acquire(ofContainer(scene)),
        "blob container releaseLease", scene -> release(ofContainer(scene)),
        "blob container renewLease", scene -> renew(ofContainer(scene)),
        "blob container changeLease", scene -> change(ofContainer(scene)),
        "blob container breakLease", scene -> breakIt(ofContainer(scene)));
  }

  /// Something with a lease, and what it says of it.
  private record Leased(BlobLeaseClient lease, Supplier<LeaseStateType> state, Runnable deletion) {}

  private static Leased ofBlob(Scene scene) {
    BlobClient blob = scene.blob("hello");
    return new Leased(
        new BlobLeaseClientBuilder().blobClient(blob).buildClient(),
        () -> blob.getProperties().getLeaseState(),
        blob::delete);
  }

  private static Leased ofContainer(Scene scene) {
    BlobContainerClient container = scene.container();
    return new Leased(
        new BlobLeaseClientBuilder().containerClient(container).buildClient(),
        () -> container.getProperties().getLeaseState(),
        container::delete);
  }

  private static void acquire(Leased thing) {
    String id = thing.lease().acquireLease(-1);

    assertThat(id).isEqualTo(thing.lease().getLeaseId());
    assertThat(thing.state().get()).isEqualTo(LeaseStateType.LEASED);
    Refused.with(412, thing.deletion()::run);
  }

  private static void release(Leased thing) {
    thing.lease().acquireLease(15);
    thing.lease().releaseLease();

    assertThat(thing.state().get()).isEqualTo(LeaseStateType.AVAILABLE);
    thing.deletion().run();
  }

  private static void renew(Leased thing) {
    String id = thing.lease().acquireLease(60);

    assertThat(thing.lease().renewLease()).isEqualTo(id);
  }

  private static void change(Leased thing) {
    thing.lease().acquireLease(60);

    assertThat(thing.lease().changeLease(OTHER_ID)).isEqualTo(OTHER_ID);
    assertThat(thing.lease().renewLease()).isEqualTo(OTHER_ID);
  }

  private static void breakIt(Leased thing) {
    thing.lease().acquireLease(-1);

    assertThat(thing.lease().breakLease()).isZero();
    assertThat(thing.state().get()).isEqualTo(LeaseStateType.BROKEN);
    thing.deletion().run();
  }
}
