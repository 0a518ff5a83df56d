/// The command line: a client of the management API like any other, and the offline verbs that make
/// and check what is deployed.
///
/// Not in here: the programs that `wfl` can also be (`weftline.app`), what the API answers
/// (`weftline.controller.api`), what a service model means (`model`).
@NullMarked
package weftline.app.cli;

import org.jspecify.annotations.NullMarked;
