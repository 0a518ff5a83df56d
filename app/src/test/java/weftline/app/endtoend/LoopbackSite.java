package weftline.app.endtoend;

import java.io.IOException;
import java.util.List;

/// Loopback addresses, which every machine has. There is no cable: who is cut off stands still.
///
/// @param offset what another site on this machine does not have
record LoopbackSite(int offset) implements Site {
  private static final int ADDRESSES_PER_BLOCK = 250;

  @Override
  public String host(String program) {
    return "127.%d.%d.%d"
        .formatted(
            offset / ADDRESSES_PER_BLOCK, 1 + offset % ADDRESSES_PER_BLOCK, Site.number(program));
  }

  @Override
  public List<String> entrance(String program) {
    return List.of();
  }

  @Override
  public void cut(String program, long pid) throws IOException, InterruptedException {
    Tool.run("kill", "-STOP", Long.toString(pid));
  }

  @Override
  public void mend(String program, long pid) throws IOException, InterruptedException {
    Tool.run("kill", "-CONT", Long.toString(pid));
  }

  @Override
  public boolean mutes() {
    return false;
  }

  @Override
  public void mute(String program) {
    throw new UnsupportedOperationException("on loopback nobody can be muted");
  }

  @Override
  public void close() {} // nothing was laid
}
