package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weftline.storage.Access;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;

/// Which request means which operation.
class BlobOperationTest {
  private static final BlobOperation.Place PLACE = new BlobOperation.Place("box", "a/b");

  @Test
  void ofAnAccount() {
    assertThat(of("HEAD", "/me/box?restype=account&comp=properties"))
        .isEqualTo(new BlobOperation.AccountInformation());
    assertThat(of("GET", "/me?comp=list")).isEqualTo(new BlobOperation.ListContainers());
    assertThat(of("GET", "/me/?comp=list")).isEqualTo(new BlobOperation.ListContainers());
  }

  @Test
  void ofAContainer() {
    String box = "/me/box?restype=container";

    assertThat(of("PUT", box)).isEqualTo(new BlobOperation.CreateContainer("box"));
    assertThat(of("DELETE", box)).isEqualTo(new BlobOperation.DeleteContainer("box"));
    assertThat(of("HEAD", box)).isEqualTo(new BlobOperation.ContainerProperties("box"));
    assertThat(of("GET", box + "&comp=metadata"))
        .isEqualTo(new BlobOperation.ContainerProperties("box"));
    assertThat(of("PUT", box + "&comp=metadata"))
        .isEqualTo(new BlobOperation.SetContainerMetadata("box"));
    assertThat(of("GET", box + "&comp=list")).isEqualTo(new BlobOperation.ListBlobs("box"));
    assertThat(of("GET", "/me/box/?restype=container&comp=list"))
        .isEqualTo(new BlobOperation.ListBlobs("box"));
  }

  @Test
  void ofABlob() {
    String blob = "/me/box/a%2Fb";

    assertThat(of("GET", blob)).isEqualTo(new BlobOperation.GetBlob(PLACE));
    assertThat(of("HEAD", blob)).isEqualTo(new BlobOperation.BlobProperties(PLACE));
    assertThat(of("DELETE", blob)).isEqualTo(new BlobOperation.DeleteBlob(PLACE));
    assertThat(of("PUT", blob + "?comp=properties"))
        .isEqualTo(new BlobOperation.SetBlobProperties(PLACE));
    assertThat(of("PUT", blob + "?comp=metadata"))
        .isEqualTo(new BlobOperation.SetBlobMetadata(PLACE));
    assertThat(of("PUT", blob + "?comp=block&blockid=QQ%3D%3D"))
        .isEqualTo(new BlobOperation.PutBlock(PLACE, "QQ=="));
    assertThat(of("PUT", blob + "?comp=blocklist"))
        .isEqualTo(new BlobOperation.PutBlockList(PLACE));
    assertThat(of("GET", blob + "?comp=blocklist"))
        .isEqualTo(new BlobOperation.BlockList(PLACE, "committed"));
  }

  @Test
  void aBlobOutsideOfContainersIsInTheRoot() {
    assertThat(of("GET", "/me/favicon.ico"))
        .isEqualTo(new BlobOperation.GetBlob(new BlobOperation.Place("$root", "favicon.ico")));
  }

  @Test
  void aSignatureForAContainerDoesNotCoverARootBlobOfTheSameName() {
    Access box = new Access.ServiceSignature(true, "r", Access.RowRange.ALL, Map.of());

    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH,
        () -> BlobOperation.of(PlainRequest.of("GET", "/me/box").authenticated(box)));
  }

  @Test
  void puttingABlobNeedsItsType() {
    PlainRequest request = PlainRequest.of("PUT", "/me/box/a/b");

    assertRefused(
        StorageError.MISSING_REQUIRED_HEADER, () -> BlobOperation.of(request.authenticated()));
    assertThat(BlobOperation.of(request.with("x-ms-blob-type", "BlockBlob").authenticated()))
        .isEqualTo(new BlobOperation.PutBlob(PLACE));
    assertRefused(
        StorageError.NOT_IMPLEMENTED,
        () -> BlobOperation.of(request.with("x-ms-blob-type", "OtherBlob").authenticated()));
  }

  @Test
  void refusesWhatIsNotThereYet() {
    assertRefused(StorageError.NOT_IMPLEMENTED, () -> of("PUT", "/me/box/b?comp=other"));
    assertRefused(StorageError.NOT_IMPLEMENTED, () -> of("POST", "/me/box/b?comp=query"));
    assertRefused(
        StorageError.NOT_IMPLEMENTED, () -> of("PUT", "/me/box?restype=container&comp=other"));
  }

  @Test
  void refusesNamesThatCannotBe() {
    for (String name : new String[] {"ab", "-abc", "abc-", "a--b", "Abc", "a_b", "a".repeat(64)}) {
      assertRefused(
          StorageError.INVALID_RESOURCE_NAME,
          () -> of("PUT", "/me/" + name + "?restype=container"));
    }
    assertRefused(
        StorageError.INVALID_RESOURCE_NAME, () -> of("GET", "/me/box/" + "a".repeat(1_025)));
    for (String block : new String[] {"", "no", "%21%21%21%21", "QUFB".repeat(23)}) {
      assertRefused(
          StorageError.INVALID_BLOCK_ID, () -> of("PUT", "/me/box/b?comp=block&blockid=" + block));
    }
  }

  @Test
  void asksForThePermissionItNeeds() {
    Access reader = new Access.AccountSignature("sco", "r");

    new BlobOperation.GetBlob(PLACE).authorize(reader);
    new BlobOperation.ContainerProperties("box").authorize(reader);
    for (BlobOperation change :
        new BlobOperation[] {
          new BlobOperation.ListContainers(),
          new BlobOperation.ListBlobs("box"),
          new BlobOperation.CreateContainer("box"),
          new BlobOperation.DeleteContainer("box"),
          new BlobOperation.SetContainerMetadata("box"),
          new BlobOperation.PutBlob(PLACE),
          new BlobOperation.DeleteBlob(PLACE),
          new BlobOperation.SetBlobMetadata(PLACE),
          new BlobOperation.PutBlockList(PLACE)
        }) {
      assertRefused(StorageError.AUTHORIZATION_PERMISSION_MISMATCH, () -> change.authorize(reader));
    }
  }

  private static BlobOperation of(String method, String target) {
    return BlobOperation.of(PlainRequest.of(method, target).authenticated());
  }
}
