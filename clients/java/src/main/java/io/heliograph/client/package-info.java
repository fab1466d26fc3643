/** A client of Heliograph for the JVM. Start with {@link io.heliograph.client.HeliographClient}. */
@NullMarked
package io.heliograph.client;

import org.jspecify.annotations.NullMarked;
