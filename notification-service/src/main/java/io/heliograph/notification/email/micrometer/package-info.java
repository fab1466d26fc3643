/** E-mail in numbers. */
@NullMarked
package io.heliograph.notification.email.micrometer;

import org.jspecify.annotations.NullMarked;
