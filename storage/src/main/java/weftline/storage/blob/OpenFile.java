package weftline.storage.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// An extent file that is read and written through the system's cache.
record OpenFile(FileChannel channel) implements ExtentFiles.ExtentFile {
  @Override
  public int unit(int length) {
    return 1;
  }

  @Override
  public int write(ByteBuffer bytes, long offset) throws IOException {
    return channel.write(bytes, offset);
  }

  @Override
  public int read(ByteBuffer bytes, long offset) throws IOException {
    return channel.read(bytes, offset);
  }

  @Override
  public void grow(long length) throws IOException {
    channel.write(ByteBuffer.allocate(1), length - 1);
  }

  @Override
  public void truncate(long length) throws IOException {
    channel.truncate(length);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
