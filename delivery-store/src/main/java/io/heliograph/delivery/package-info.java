/** delivery-store: gives publications their offsets, keeps them, and tells the pods. */
@NullMarked
package io.heliograph.delivery;

import org.jspecify.annotations.NullMarked;
