/** New lives of all channels after a restore from a backup. */
@NullMarked
package io.heliograph.delivery.epoch;

import org.jspecify.annotations.NullMarked;
