package weftline.storage.blob;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The extent files of a folder. Their names are their numbers in hexadecimal digits.
record ExtentFolder(Path folder) implements ExtentFiles {
  private static final String SUFFIX = ".extent";

  @Override
  public List<Long> numbers() throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> HexFormat.fromHexDigitsToLong(name, 0, name.length() - SUFFIX.length()))
          .toList();
    }
  }

  @Override
  public ExtentFile create(long number) throws IOException {
    Path file = file(number);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    syncFolder();
    return DirectFile.open(file, channel).orElseGet(() -> new OpenFile(channel));
  }

  @Override
  public ExtentFile open(long number) throws IOException {
    return new OpenFile(FileChannel.open(file(number), StandardOpenOption.READ));
  }

  @Override
  public void delete(long number) throws IOException {
    Files.delete(file(number));
  }

  @Override
  public void link(long number, Path target) throws IOException {
    Path copy = new ExtentFolder(target).file(number);
    try {
      Files.createLink(copy, file(number));
    } catch (FileSystemException | UnsupportedOperationException _) {
      Files.copy(file(number), copy);
    }
  }

  @Override
  public void copy(long number, long length, Path target) throws IOException {
    Path copy = new ExtentFolder(target).file(number);
    try (FileChannel from = FileChannel.open(file(number), StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long at = 0;
      while (at < length) {
        long count = from.transferTo(at, length - at, to);
        if (count == 0) {
          throw new EOFException("extent " + number + " ends at " + at);
        }
        at += count;
      }
    }
  }

  Path file(long number) {
    return folder.resolve(HexFormat.of().toHexDigits(number) + SUFFIX);
  }

  private void syncFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
