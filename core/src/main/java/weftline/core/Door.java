package weftline.core;

import weftline.model.ServiceName;
import weftline.model.Slot;

/// Names one public endpoint of a slot; it keeps its address and port for as long as the service
/// lives.
///
/// @param endpoint `role/endpoint`, or `role/endpoint/index` for an instance's own
public record Door(ServiceName service, Slot slot, String endpoint) implements Comparable<Door> {
  @Override
  public int compareTo(Door other) {
    int byService = service.compareTo(other.service);
    if (byService != 0) {
      return byService;
    }
    int bySlot = slot.compareTo(other.slot);
    return bySlot != 0 ? bySlot : endpoint.compareTo(other.endpoint);
  }

  @Override
  public String toString() {
    return service + "/" + slot + "/" + endpoint;
  }
}
