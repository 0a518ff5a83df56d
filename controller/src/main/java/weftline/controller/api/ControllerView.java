package weftline.controller.api;

/// One controller of the fabric.
///
/// @param role primary, secondary or joining
public record ControllerView(String name, String address, String role) {}
