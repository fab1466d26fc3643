/** The life sign of this process in the registry. */
@NullMarked
package io.heliograph.document.membership.redis;

import org.jspecify.annotations.NullMarked;
