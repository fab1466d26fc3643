/** The programs of {@code docs/snippets}. */
@NullMarked
package io.heliograph.systemtests.snippets;

import org.jspecify.annotations.NullMarked;
