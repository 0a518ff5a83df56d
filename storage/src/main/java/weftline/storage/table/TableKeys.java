package weftline.storage.table;

import java.util.Locale;
import weftline.kv.Key;
import weftline.kv.KeyReader;
import weftline.kv.KeyWriter;

/// Where the rows of tables are.
///
/// ```
/// table   account, name in lower case       -> TableRow
/// entity  generation, partition, row        -> EntityRow
/// dead    generation                        -> nothing; a deleted table, to be collected
/// ```
///
/// A generation is one life of a table; deleting the table ends it, in one write.
final class TableKeys {
  private static final char SERVICE = 't';
  private static final char TABLE = 't';
  private static final char ENTITY = 'e';
  private static final char DEAD = 'd';

  private TableKeys() {}

  static Key table(String account, String name) {
    return row(TABLE).text(account).text(name.toLowerCase(Locale.ROOT)).key();
  }

  static Key tables(String account) {
    return row(TABLE).text(account).key();
  }

  /// The prefix of the tables of all accounts.
  static Key tables() {
    return row(TABLE).key();
  }

  /// The prefix of the entities of all tables.
  static Key entities() {
    return row(ENTITY).key();
  }

  static long entityGeneration(Key entity) {
    return read(entity).number();
  }

  static Key entity(long generation, String partition, String row) {
    return row(ENTITY).number(generation).text(partition).text(row).key();
  }

  /// Stands before the entities of this partition, and after those of all earlier ones.
  static Key partition(long generation, String partition) {
    return row(ENTITY).number(generation).text(partition).key();
  }

  static Key entities(long generation) {
    return row(ENTITY).number(generation).key();
  }

  static Entity entity(Key key, byte[] row) {
    Continuation place = place(key);
    return EntityRow.read(place.partition(), place.row(), row);
  }

  static Continuation place(Key entity) {
    KeyReader reader = read(entity);
    reader.number();
    return new Continuation(reader.text(), reader.text());
  }

  static Key dead(long generation) {
    return row(DEAD).number(generation).key();
  }

  static Key dead() {
    return row(DEAD).key();
  }

  static long deadGeneration(Key dead) {
    return read(dead).number();
  }

  private static KeyWriter row(char kind) {
    return KeyWriter.start().kind(SERVICE).kind(kind);
  }

  private static KeyReader read(Key key) {
    KeyReader reader = KeyReader.of(key);
    reader.kind();
    reader.kind();
    return reader;
  }
}
