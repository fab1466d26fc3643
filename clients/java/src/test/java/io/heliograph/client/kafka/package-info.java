@NullMarked
package io.heliograph.client.kafka;

import org.jspecify.annotations.NullMarked;
