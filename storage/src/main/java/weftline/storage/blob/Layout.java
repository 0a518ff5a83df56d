package weftline.storage.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// The blocks that make up a blob, in order.
record Layout(List<Block> blocks) {
  Layout {
    blocks = List.copyOf(blocks);
  }

  static Layout whole(Content content) {
    return new Layout(List.of(new Block("", content)));
  }

  static Layout read(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    int count = row.smallNumber();
    List<Block> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(Block.read(row));
    }
    return new Layout(blocks);
  }

  byte[] toBytes() {
    RowWriter row = new RowWriter().number(blocks.size());
    blocks.forEach(block -> block.write(row));
    return row.toBytes();
  }

  /// The bytes of a small blob, which need no reading.
  Optional<byte[]> inline() {
    return blocks.size() == 1 && blocks.getFirst().content() instanceof Content.Inline(byte[] bytes)
        ? Optional.of(bytes)
        : Optional.empty();
  }

  long length() {
    return blocks.stream().mapToLong(block -> block.content().length()).sum();
  }

  /// Those that a client has put one by one.
  List<Block> namedBlocks() {
    return blocks.stream().filter(block -> !block.id().isEmpty()).toList();
  }
}
