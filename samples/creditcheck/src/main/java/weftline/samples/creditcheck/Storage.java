package weftline.samples.creditcheck;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;

/// Everything that the roles share. Whoever comes first creates it.
record Storage(
    Orders orders,
    Card card,
    QueueClient payments,
    QueueClient reports,
    BlobContainerClient documents) {

  static Storage open(String connectionString) {
    // Azure's client sets this header itself, and would warn at every request that it may not.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "content-length");
    TableServiceClient tables =
        new TableServiceClientBuilder().connectionString(connectionString).buildClient();
    QueueServiceClient queues =
        new QueueServiceClientBuilder().connectionString(connectionString).buildClient();
    BlobContainerClient documents =
        new BlobServiceClientBuilder()
            .connectionString(connectionString)
            .buildClient()
            .getBlobContainerClient("reports");
    documents.createIfNotExists();
    return new Storage(
        new Orders(table(tables, "orders")),
        new Card(table(tables, "charges")),
        queue(queues, "payments"),
        queue(queues, "reports"),
        documents);
  }

  private static TableClient table(TableServiceClient tables, String name) {
    tables.createTableIfNotExists(name);
    return tables.getTableClient(name);
  }

  private static QueueClient queue(QueueServiceClient queues, String name) {
    QueueClient queue = queues.getQueueClient(name);
    queue.createIfNotExists();
    return queue;
  }
}
