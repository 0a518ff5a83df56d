package weftline.storage.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.kv.Key;

/// The part of a table that a query has to look at; everything else cannot match its filter.
record KeyRange(Key from, Optional<Key> to) {
  static KeyRange of(long generation, Filter filter) {
    List<Filter.Compare> terms = conjunction(filter).toList();
    Key all = TableKeys.entities(generation);
    KeyRange range = new KeyRange(all, all.afterPrefix());
    for (Filter.Compare term : terms) {
      if (isAbout(term, Entity.PARTITION_KEY)) {
        Key partition = TableKeys.partition(generation, text(term));
        range = range.within(term.operator(), partition, partition.afterPrefix());
      }
    }
    Optional<String> onlyPartition =
        terms.stream().filter(KeyRange::isPartition).map(KeyRange::text).findFirst();
    if (onlyPartition.isEmpty()) {
      return range;
    }
    for (Filter.Compare term : terms) {
      if (isAbout(term, Entity.ROW_KEY)) {
        Key row = TableKeys.entity(generation, onlyPartition.get(), text(term));
        range = range.within(term.operator(), row, Optional.of(row.next()));
      }
    }
    return range;
  }

  /// The comparisons that must all hold.
  private static Stream<Filter.Compare> conjunction(Filter filter) {
    return switch (filter) {
      case Filter.Compare compare -> Stream.of(compare);
      case Filter.And(var parts) -> parts.stream().flatMap(KeyRange::conjunction);
      case Filter.All _, Filter.Or _, Filter.Not _, Filter.Flag _ -> Stream.empty();
    };
  }

  /// What a filter still asks of the entities within its range: nothing about the one partition
  /// that they are all of.
  static Filter rest(Filter filter) {
    return switch (filter) {
      case Filter.Compare term when isPartition(term) -> new Filter.All();
      case Filter.And(var parts) -> new Filter.And(parts.stream().map(KeyRange::rest).toList());
      case Filter.All _, Filter.Compare _, Filter.Or _, Filter.Not _, Filter.Flag _ -> filter;
    };
  }

  private static boolean isPartition(Filter.Compare term) {
    return isAbout(term, Entity.PARTITION_KEY) && term.operator() == Filter.Operator.EQ;
  }

  private static boolean isAbout(Filter.Compare term, String property) {
    return term.property().equals(property) && term.value() instanceof Edm.Text;
  }

  private static String text(Filter.Compare term) {
    return term.value() instanceof Edm.Text(var text) ? text : "";
  }

  /// @param start the first key of what the operator compares with
  /// @param end the first key after it
  private KeyRange within(Filter.Operator operator, Key start, Optional<Key> end) {
    return switch (operator) {
      case EQ -> startingAt(start).endingAt(end);
      case GE -> startingAt(start);
      case GT -> end.map(this::startingAt).orElse(this);
      case LE -> endingAt(end);
      case LT -> endingAt(Optional.of(start));
      case NE -> this;
    };
  }

  KeyRange startingAt(Key start) {
    return start.compareTo(from) > 0 ? new KeyRange(start, to) : this;
  }

  private KeyRange endingAt(Optional<Key> end) {
    boolean sooner = end.isPresent() && (to.isEmpty() || end.get().compareTo(to.get()) < 0);
    return sooner ? new KeyRange(from, end) : this;
  }

  /// Whether nothing can lie in it.
  boolean isEmpty() {
    return to.isPresent() && from.compareTo(to.get()) >= 0;
  }
}
