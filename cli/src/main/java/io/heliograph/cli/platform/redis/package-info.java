/** The embedded Redis server. */
@NullMarked
package io.heliograph.cli.platform.redis;

import org.jspecify.annotations.NullMarked;
