/** Telling by Redis' publish and subscribe. */
@NullMarked
package io.heliograph.document.fanout.redis;

import org.jspecify.annotations.NullMarked;
