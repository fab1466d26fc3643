/** The platform as real processes, under faults. */
@NullMarked
package io.heliograph.systemtests;

import org.jspecify.annotations.NullMarked;
