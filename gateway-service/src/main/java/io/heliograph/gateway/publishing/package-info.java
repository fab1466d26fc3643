/** Events that go to Kafka for those who have no Kafka client. */
@NullMarked
package io.heliograph.gateway.publishing;

import org.jspecify.annotations.NullMarked;
