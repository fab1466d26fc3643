/** This pod in the registry: its lease, its routes, where its users are connected, and what arrives for it. */
@NullMarked
package io.heliograph.gateway.routing;

import org.jspecify.annotations.NullMarked;
