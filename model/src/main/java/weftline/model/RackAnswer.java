package weftline.model;

import java.util.List;

/// What an aggregator hears back.
///
/// @param unknown nodes that are not, or no longer, part of the fabric, or not of this fault
///   domain; they have to join first
/// @param wanted nodes that are to be heard in full again
public record RackAnswer(List<NodeId> unknown, List<NodeId> wanted) {
  public RackAnswer {
    unknown = List.copyOf(unknown);
    wanted = List.copyOf(wanted);
  }
}
