/** What delivery-store leans on, and whether it is there. */
@NullMarked
package io.heliograph.delivery.dependency;

import org.jspecify.annotations.NullMarked;
