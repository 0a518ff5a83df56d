/// What clients of Azure Storage see: every operation that they know, tried on a real server. The
/// services themselves are tested beside their code.
@org.jspecify.annotations.NullMarked
package weftline.storage.compatibility;
