package weftline.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;

final class CandidateTest {
  private static final Entity ENTITY =
      new Entity("p\0q", "ä'", Instant.parse("2026-02-03T04:05:06.123456700Z"), properties());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PartitionKey",
        "RowKey",
        "Timestamp",
        "Text",
        "Small",
        "Large",
        "Real",
        "Truth",
        "Time",
        "Id",
        "Bytes",
        "Größe",
        "Größ",
        "Größen",
        "Tex",
        "Texts",
        "text",
        "absent",
        "",
        "😀",
      })
  void aPropertyIsTheSameAsOfTheWholeEntity(String name) {
    try (KeyValueStore.Cursor cursor = cursor(EntityRow.write(ENTITY))) {
      assertThat(Candidate.at(cursor).property(name)).isEqualTo(ENTITY.property(name));
    }
  }

  @Test
  void theWholeIsWhatWasWritten() {
    byte[] row = EntityRow.write(ENTITY);
    try (KeyValueStore.Cursor cursor = cursor(row)) {
      Candidate candidate = Candidate.at(cursor);
      assertThat(candidate.entity()).isEqualTo(ENTITY);
      assertThat(candidate.place()).isEqualTo(new Continuation("p\0q", "ä'"));
      assertThat(candidate.length()).isEqualTo(row.length);
    }
  }

  @Test
  void aPropertyOfAnUnknownTypeIsNotSkipped() {
    byte[] row = EntityRow.write(new Entity("p", "r", Instant.EPOCH, one("A")));
    row[row.length - 2] = 60;
    try (KeyValueStore.Cursor cursor = cursor(row)) {
      Candidate candidate = Candidate.at(cursor);
      assertThatThrownBy(() -> candidate.property("B")).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PartitionKey eq 'a'", "PartitionKey eq 'a' and PartitionKey eq 'a'"})
  void nothingIsLeftToAskOfAPartition(String text) {
    assertThat(KeyRange.rest(FilterParser.parse(text)).matches(_ -> Optional.empty())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PartitionKey ne 'a'", "PartitionKey ge 'a'", "PartitionKey eq 1", "RowKey eq 'a'",
        "not (PartitionKey eq 'a')", "PartitionKey eq 'a' or A", "PartitionKey", "A eq 'a'",
      })
  void theRestIsLeftToAsk(String text) {
    Filter filter = FilterParser.parse(text);
    assertThat(KeyRange.rest(filter)).isEqualTo(filter);
  }

  private static KeyValueStore.Cursor cursor(byte[] row) {
    MemoryStore store = new MemoryStore();
    Key key = TableKeys.entity(7, ENTITY.partition(), ENTITY.row());
    store.commit(Batch.builder().put(key, row).build()).toCompletableFuture().join();
    KeyValueStore.Cursor cursor = store.snapshot().scan(Key.first(), Optional.empty());
    assertThat(cursor.next()).isTrue();
    return cursor;
  }

  private static SequencedMap<String, Edm> properties() {
    SequencedMap<String, Edm> properties = new LinkedHashMap<>();
    List.of(0, -1, Integer.MIN_VALUE).forEach(n -> properties.put("Small" + n, new Edm.Int32(n)));
    properties.put("Text", new Edm.Text("with ä"));
    properties.put("Small", new Edm.Int32(-5));
    properties.put("Large", new Edm.Int64(Long.MIN_VALUE));
    properties.put("Real", new Edm.Real(-0.5));
    properties.put("Truth", new Edm.Truth(true));
    properties.put("Time", new Edm.Moment(Instant.parse("1999-01-01T00:00:00.5Z")));
    properties.put("Bytes", new Edm.Binary(new byte[] {1, -1, 0}));
    properties.put("Id", new Edm.Guid(new UUID(-3, 4)));
    properties.put("Größe", new Edm.Text(""));
    properties.put("😀", new Edm.Int32(1));
    return properties;
  }

  private static SequencedMap<String, Edm> one(String name) {
    SequencedMap<String, Edm> properties = new LinkedHashMap<>();
    properties.put(name, new Edm.Truth(true));
    return properties;
  }
}
