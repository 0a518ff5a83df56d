/// The hands of the fabric: one agent on each node makes its node goal true through an instance
/// driver, presents the role runtime endpoint to each instance, and reports. A program.
///
/// Not in here: where an instance should run (`core`), what the role itself does (`sdk`).
@NullMarked
package weftline.agent;

import org.jspecify.annotations.NullMarked;
