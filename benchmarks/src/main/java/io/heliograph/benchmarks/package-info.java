/** Load on a running platform, and what it costs. */
@NullMarked
package io.heliograph.benchmarks;

import org.jspecify.annotations.NullMarked;
