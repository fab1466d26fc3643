/** From an offset to the pods that serve its channel, and what pods are told when that did not work. */
@NullMarked
package io.heliograph.delivery.routing;

import org.jspecify.annotations.NullMarked;
