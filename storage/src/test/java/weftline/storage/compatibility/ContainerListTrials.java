package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.TaggedBlobItem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import weftline.storage.ServiceKind;

/// What is in a container, listed and found.
final class ContainerListTrials {
  private static final String ARROW = "application/vnd.apache.arrow.stream,application/xml";

  private ContainerListTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob container listBlobFlatSegment", ContainerListTrials::flat,
        "blob container listBlobHierarchySegment", ContainerListTrials::hierarchy,
        "blob container listBlobFlatSegmentApacheArrow", scene -> arrow(scene, ""),
        "blob container listBlobHierarchySegmentApacheArrow",
            scene -> arrow(scene, "&delimiter=%2F"),
        "blob container filterBlobs", ContainerListTrials::filter,
        "blob container submitBatch", ContainerListTrials::batch);
  }

  private static void flat(Scene scene) {
    BlobContainerClient container = filled(scene);
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setMaxResultsPerPage(2)
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));

    assertThat(container.listBlobs(options, null))
        .extracting(BlobItem::getName)
        .containsExactly("a", "b/1", "b/2", "c");
  }

  private static void hierarchy(Scene scene) {
    assertThat(filled(scene).listBlobsByHierarchy("/", new ListBlobsOptions(), null))
        .extracting(item -> item.getName() + (Boolean.TRUE.equals(item.isPrefix()) ? "*" : ""))
        .containsExactlyInAnyOrder("a", "b/*", "c");
  }

  /// Libraries ask for Arrow and take XML where a server does not know it.
  private static void arrow(Scene scene, String query) throws Exception {
    BlobContainerClient container = filled(scene);
    RawAnswer answer =
        scene
            .send(
                "GET",
                ServiceKind.BLOB,
                "/" + container.getBlobContainerName() + "?restype=container&comp=list" + query,
                new byte[0],
                "Accept",
                ARROW)
            .expect(200);

    assertThat(answer.text()).contains("<Name>a</Name>");
    assertThat(answer.header("Content-Type")).startsWith("application/xml");
    throw new Trial.DiffersException(
        "answered in XML, which the client accepts and reads; Arrow is never sent");
  }

  private static void filter(Scene scene) {
    BlobContainerClient container = filled(scene);
    container.getBlobClient("b/1").setTags(Map.of("color", "blue"));
    container.getBlobClient("c").setTags(Map.of("color", "red"));

    assertThat(container.findBlobsByTags("\"color\" = 'blue'"))
        .extracting(TaggedBlobItem::getName)
        .containsExactly("b/1");
  }

  private static void batch(Scene scene) throws Exception {
    BlobContainerClient container = filled(scene);
    BlobBatchRequest batch = new BlobBatchRequest(scene, container.getBlobContainerName());
    String answer =
        batch.delete(
            "/" + container.getBlobContainerName() + "?restype=container&comp=batch",
            List.of("a", "b%2F1", "missing"));

    assertThat(answer.lines().filter(line -> line.startsWith("HTTP/1.1 202"))).hasSize(2);
    assertThat(answer.lines().filter(line -> line.startsWith("HTTP/1.1 404"))).hasSize(1);
    assertThat(container.listBlobs()).extracting(BlobItem::getName).containsExactly("b/2", "c");
  }

  private static BlobContainerClient filled(Scene scene) {
    BlobContainerClient container = scene.container();
    Stream.of("c", "b/2", "a", "b/1")
        .forEach(name -> container.getBlobClient(name).upload(BinaryData.fromString(name)));
    return container;
  }
}
