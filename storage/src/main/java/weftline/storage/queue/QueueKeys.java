package weftline.storage.queue;

import java.time.Instant;
import java.util.UUID;
import weftline.kv.Key;
import weftline.kv.KeyReader;
import weftline.kv.KeyWriter;

/// Where the rows of queues are.
///
/// ```
/// queue    account, name               -> QueueRow
/// turn     generation, time, message   -> nothing; messages by the time from which they are visible
/// message  generation, message         -> MessageRow
/// dead     generation                  -> nothing; a deleted queue whose rows wait to be collected
/// ```
///
/// A generation is one life of a queue; deleting the queue ends it, in one write.
final class QueueKeys {
  private static final char SERVICE = 'q';
  private static final char QUEUE = 'q';
  private static final char TURN = 't';
  private static final char MESSAGE = 'm';
  private static final char DEAD = 'd';

  private QueueKeys() {}

  static Key queue(String account, String name) {
    return row(QUEUE).text(account).text(name).key();
  }

  /// The prefix of queues whose name starts so.
  static Key queues(String account, String beginning) {
    return row(QUEUE).text(account).beginning(beginning).key();
  }

  /// The prefix of all queues.
  static Key queues() {
    return row(QUEUE).key();
  }

  static String queueName(Key queue) {
    KeyReader key = read(queue);
    key.text();
    return key.text();
  }

  static Key turn(long generation, Instant visibleAt, UUID message) {
    return message(row(TURN).number(generation).number(visibleAt.toEpochMilli()), message);
  }

  /// Stands before all turns of this time, and after all that come earlier.
  static Key turnsAt(long generation, Instant time) {
    return row(TURN).number(generation).number(time.toEpochMilli()).key();
  }

  static Key turns(long generation) {
    return row(TURN).number(generation).key();
  }

  /// The prefix of the turns of all queues.
  static Key turns() {
    return row(TURN).key();
  }

  static long turnGeneration(Key turn) {
    return read(turn).number();
  }

  static UUID turnMessage(Key turn) {
    KeyReader key = read(turn);
    key.number();
    key.number();
    return new UUID(key.number(), key.number());
  }

  static Key message(long generation, UUID message) {
    return message(row(MESSAGE).number(generation), message);
  }

  static Key messages(long generation) {
    return row(MESSAGE).number(generation).key();
  }

  /// The prefix of the messages of all queues.
  static Key messages() {
    return row(MESSAGE).key();
  }

  static long messageGeneration(Key message) {
    return read(message).number();
  }

  static UUID messageId(Key message) {
    KeyReader key = read(message);
    key.number();
    return new UUID(key.number(), key.number());
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

  private static Key message(KeyWriter before, UUID message) {
    return before
        .number(message.getMostSignificantBits())
        .number(message.getLeastSignificantBits())
        .key();
  }

  private static KeyReader read(Key key) {
    KeyReader reader = KeyReader.of(key);
    reader.kind();
    reader.kind();
    return reader;
  }
}
