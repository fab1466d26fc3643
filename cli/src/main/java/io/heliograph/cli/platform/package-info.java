/** The local platform: which processes and ports it consists of, and when one of them is started again. */
@NullMarked
package io.heliograph.cli.platform;

import org.jspecify.annotations.NullMarked;
