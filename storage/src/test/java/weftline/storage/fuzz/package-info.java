/// Requests that no client would send. Nothing but a refusal may come of them.
@org.jspecify.annotations.NullMarked
package weftline.storage.fuzz;
