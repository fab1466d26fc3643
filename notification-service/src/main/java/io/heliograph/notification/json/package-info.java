/** JSON that users send. */
@NullMarked
package io.heliograph.notification.json;

import org.jspecify.annotations.NullMarked;
