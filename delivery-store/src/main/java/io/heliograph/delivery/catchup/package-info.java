/** What happened in channels after a place in them. */
@NullMarked
package io.heliograph.delivery.catchup;

import org.jspecify.annotations.NullMarked;
