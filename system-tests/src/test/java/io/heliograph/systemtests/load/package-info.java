/** Producers and clients that write down what happens to them. */
@NullMarked
package io.heliograph.systemtests.load;

import org.jspecify.annotations.NullMarked;
