/** Digests in numbers. */
@NullMarked
package io.heliograph.notification.digest.micrometer;

import org.jspecify.annotations.NullMarked;
