/** The embedded infrastructure for the tests of all modules. */
@NullMarked
package io.heliograph.cli.platform.testing;

import org.jspecify.annotations.NullMarked;
