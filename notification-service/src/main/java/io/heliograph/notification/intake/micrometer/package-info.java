/** What is counted of the intake. */
@NullMarked
package io.heliograph.notification.intake.micrometer;

import org.jspecify.annotations.NullMarked;
