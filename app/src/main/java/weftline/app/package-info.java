/// The one binary, wired by hand: `wfl dev`, the programs by themselves, and the command line that
/// talks to the management API. The only place that makes threads and reads the clock.
///
/// Not in here: anything that decides, stores or forwards.
@NullMarked
package weftline.app;

import org.jspecify.annotations.NullMarked;
