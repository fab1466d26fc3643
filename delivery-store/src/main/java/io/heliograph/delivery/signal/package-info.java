/** Latest and transient publications: from {@code heliograph.signals} to Redis and the pods, whatever PostgreSQL does. */
@NullMarked
package io.heliograph.delivery.signal;

import org.jspecify.annotations.NullMarked;
