package weftline.controller.api;

import java.util.Map;
import weftline.model.FaultDomains;
import weftline.model.Inventory;
import weftline.model.Location;

/// What an import of an inventory has come to.
///
/// @param unchanged whether it was the inventory that the fabric had already
public record Imported(int devices, int cables, int faultDomains, boolean unchanged) {
  static Imported of(Inventory inventory, boolean unchanged) {
    int domains =
        (int)
            FaultDomains.locate(inventory, Map.of()).stream()
                .map(Location::faultDomain)
                .distinct()
                .count();
    return new Imported(inventory.devices().size(), inventory.cables().size(), domains, unchanged);
  }
}
