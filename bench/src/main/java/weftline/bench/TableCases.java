package weftline.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is measured of the table service: one table.
final class TableCases {
  static final int TRANSACTION = 100;

  private static final int PARTITION = 1_000;
  private static final String[] HEADERS = {
    "Accept: application/json;odata=nometadata",
    "Content-Type: application/json",
    "DataServiceVersion: 3.0",
    "Prefer: return-no-content"
  };

  private TableCases() {}

  static List<Case> all() {
    return List.of(
        Case.small(
            "table insert",
            Service.TABLE,
            requests -> number -> new Repeat(() -> insert(requests, "p" + number), 204)),
        Case.small(
            "table insert in one partition",
            Service.TABLE,
            requests -> _ -> new Repeat(() -> insert(requests, "one"), 204)),
        Case.small(
            "table point get",
            Service.TABLE,
            requests ->
                seed -> {
                  Random dice = new Random(seed);
                  return new Repeat(
                      () -> requests.get(row("listed", dice.nextInt(PARTITION)), HEADERS), 200);
                }),
        new Case(
            "table filter over 1,000 entities",
            Service.TABLE,
            8,
            0,
            requests -> _ -> new Repeat(() -> requests.get(filter(), HEADERS), 200)),
        new Case(
            "table transaction of 100",
            Service.TABLE,
            8,
            0,
            requests -> number -> new Transactions(requests, "t" + number)));
  }

  /// What must be there before: a partition to search.
  static Stream<ByteBuffer[]> preparation(Requests requests) {
    return IntStream.range(0, PARTITION)
        .mapToObj(i -> requests.post("/bench", entity("listed", "r%04d".formatted(i), i), HEADERS));
  }

  static ByteBuffer[] table(Requests requests) {
    return requests.post("/Tables", "{\"TableName\":\"bench\"}", HEADERS);
  }

  static String entity(String partition, String row, int number) {
    return "{\"PartitionKey\":\""
        + partition
        + "\",\"RowKey\":\""
        + row
        + "\",\"Name\":\"The quick brown fox jumps over the lazy dog\",\"Number\":"
        + number
        + ",\"Price\":12.5,\"Sold\":true,\"Big\":\"9000000000\",\"Big@odata.type\":\"Edm.Int64\"}";
  }

  static ByteBuffer[] transaction(Requests requests, String partition, Stream<String> rows) {
    String parts =
        rows.map(row ->
                "--changeset_1\r\nContent-Type: application/http\r\n"
                    + "Content-Transfer-Encoding: binary\r\n\r\nPOST http://"
                    + requests.host()
                    + "/"
                    + AccountSignature.ACCOUNT
                    + "/bench HTTP/1.1\r\nContent-Type: application/json\r\n"
                    + "Accept: application/json;odata=minimalmetadata\r\n"
                    + "Prefer: return-no-content\r\nDataServiceVersion: 3.0\r\n\r\n"
                    + entity(partition, row, row.length())
                    + "\r\n")
            .collect(Collectors.joining());
    String body =
        "--batch_1\r\nContent-Type: multipart/mixed; boundary=changeset_1\r\n\r\n"
            + parts
            + "--changeset_1--\r\n--batch_1--\r\n";
    return requests.post("/$batch", body, "Content-Type: multipart/mixed; boundary=batch_1");
  }

  private static ByteBuffer[] insert(Requests requests, String partition) {
    return requests.post("/bench", entity(partition, Names.next(), 7), HEADERS);
  }

  private static String row(String partition, int number) {
    return "/bench(PartitionKey='%s',RowKey='r%04d')".formatted(partition, number);
  }

  /// Finds ten of the partition's thousand.
  private static String filter() {
    return "/bench()?$filter=PartitionKey%20eq%20'listed'%20and%20Number%20ge%20500"
        + "%20and%20Number%20lt%20510";
  }

  /// Inserts a hundred entities at once, again and again.
  private record Transactions(Requests requests, String partition) implements Script {
    @Override
    public ByteBuffer[] request() {
      return transaction(requests, partition, Stream.generate(Names::next).limit(TRANSACTION));
    }

    @Override
    public boolean answered(Answer answer) {
      answer.expect(202);
      if (!answer.text().contains("HTTP/1.1 204")) {
        throw new BenchException("a transaction failed: " + answer.text());
      }
      return true;
    }

    @Override
    public boolean wantsBody() {
      return true;
    }
  }
}
