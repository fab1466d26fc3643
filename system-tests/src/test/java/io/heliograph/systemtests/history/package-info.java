/** What happened in a run, and the rules that it must satisfy. */
@NullMarked
package io.heliograph.systemtests.history;

import org.jspecify.annotations.NullMarked;
