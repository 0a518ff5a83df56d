package weftline.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.storage.StorageError;

/// What paths of the table service mean.
class TablePathTest {
  @Test
  void namesOneEntity() {
    assertThat(TablePath.parse("People(PartitionKey='p',RowKey='r')"))
        .isEqualTo(new TablePath.Row("People", "p", "r"));
    assertThat(TablePath.parse("People( PartitionKey='' , RowKey='it''s' )"))
        .isEqualTo(new TablePath.Row("People", "", "it's"));
    assertThat(TablePath.parse("T(PartitionKey='a'',RowKey=''b',RowKey='''')"))
        .isEqualTo(new TablePath.Row("T", "a',RowKey='b", "'"));
  }

  @Test
  void longKeysNeedNoDeepStack() {
    String letters = "a".repeat(4_000);
    String quotes = "''".repeat(1_500);

    assertThat(TablePath.parse("T(PartitionKey='" + letters + "',RowKey='" + quotes + "')"))
        .isEqualTo(new TablePath.Row("T", letters, "'".repeat(1_500)));
  }

  @Test
  void namesTables() {
    assertThat(TablePath.parse("")).isEqualTo(new TablePath.Account());
    assertThat(TablePath.parse("Tables")).isEqualTo(new TablePath.AllTables());
    assertThat(TablePath.parse("Tables('People')")).isEqualTo(new TablePath.OneTable("People"));
    assertThat(TablePath.parse("People()")).isEqualTo(new TablePath.Rows("People"));
    assertThat(TablePath.parse("$batch")).isEqualTo(new TablePath.Batch());
  }

  @Test
  void refusesTheRest() {
    List.of(
            "People(PartitionKey='p',RowKey='r'",
            "People(PartitionKey='p',RowKey='r')x",
            "People(PartitionKey='p)",
            "People(PartitionKey='p',RowKey='r'')",
            "People(RowKey='r')",
            "a/b",
            "x".repeat(9_000))
        .forEach(path -> assertRefused(StorageError.INVALID_URI, () -> TablePath.parse(path)));
  }
}
