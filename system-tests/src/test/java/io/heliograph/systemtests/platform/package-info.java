/** The whole platform as real processes, and the faults that they are given. */
@NullMarked
package io.heliograph.systemtests.platform;

import org.jspecify.annotations.NullMarked;
