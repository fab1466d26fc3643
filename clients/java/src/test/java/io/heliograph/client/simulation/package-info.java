/** The whole client against a server and a network that fail, from one seed. */
@NullMarked
package io.heliograph.client.simulation;

import org.jspecify.annotations.NullMarked;
