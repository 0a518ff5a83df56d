package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueCorsRule;
import com.azure.storage.queue.models.QueueItem;
import com.azure.storage.queue.models.QueueServiceProperties;
import com.azure.storage.queue.models.QueuesSegmentOptions;
import java.util.List;
import java.util.Map;
import weftline.storage.ServiceKind;

/// The queue service of an account as a whole.
final class QueueServiceTrials {
  private QueueServiceTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "queue service setProperties", QueueServiceTrials::properties,
        "queue service getProperties", QueueServiceTrials::properties,
        "queue service getStatistics", QueueServiceTrials::statistics,
        "queue service getUserDelegationKey", scene -> UserDelegation.key(scene, ServiceKind.QUEUE),
        "queue service listQueuesSegment", QueueServiceTrials::list);
  }

  private static void properties(Scene scene) {
    QueueServiceProperties before = scene.queues().getProperties();
    scene
        .queues()
        .setProperties(
            new QueueServiceProperties()
                .setCors(
                    List.of(
                        new QueueCorsRule()
                            .setAllowedOrigins("*")
                            .setAllowedMethods("GET")
                            .setAllowedHeaders("")
                            .setExposedHeaders("")
                            .setMaxAgeInSeconds(5))));
    try {
      assertThat(scene.queues().getProperties().getCors()).hasSize(1);
    } finally {
      scene.queues().setProperties(before.setCors(List.of()));
    }
  }

  private static void statistics(Scene scene) throws Exception {
    assertThat(UserDelegation.statistics(scene, ServiceKind.QUEUE).text())
        .contains("<Status>live</Status>");
  }

  private static void list(Scene scene) {
    QueueClient queue = scene.queue();
    QueuesSegmentOptions options = new QueuesSegmentOptions().setPrefix(queue.getQueueName());

    assertThat(scene.queues().listQueues(options, null, Context.NONE))
        .extracting(QueueItem::getName)
        .contains(queue.getQueueName());
  }
}
