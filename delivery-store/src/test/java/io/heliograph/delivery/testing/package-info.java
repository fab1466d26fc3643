/** What the tests share. */
@NullMarked
package io.heliograph.delivery.testing;

import org.jspecify.annotations.NullMarked;
