/** What is counted. */
@NullMarked
package io.heliograph.presence.intake.micrometer;

import org.jspecify.annotations.NullMarked;
