package weftline.agent;

/// The driver that runs instances in name only.
class MemoryDriverTest extends InstanceDriverContract {
  @Override
  InstanceDriver driver() {
    return new MemoryDriver();
  }
}
