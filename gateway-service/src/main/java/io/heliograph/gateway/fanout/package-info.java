/** A batch arrives for this pod: each entry is encoded once and handed to the event loops that have subscribers. */
@NullMarked
package io.heliograph.gateway.fanout;

import org.jspecify.annotations.NullMarked;
