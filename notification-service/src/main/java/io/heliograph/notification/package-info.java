/** What the service is made of: its configuration, and the one place that builds its parts from it. */
@NullMarked
package io.heliograph.notification;

import org.jspecify.annotations.NullMarked;
