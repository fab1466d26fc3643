/** What is counted of Web Push. */
@NullMarked
package io.heliograph.notification.push.micrometer;

import org.jspecify.annotations.NullMarked;
