/// The built program, started as a user starts it and driven through its pages and its command
/// line.
@NullMarked
package weftline.app.endtoend;

import org.jspecify.annotations.NullMarked;
