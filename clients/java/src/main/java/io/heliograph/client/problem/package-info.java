/** What a server could not do, as an application learns it. */
@NullMarked
package io.heliograph.client.problem;

import org.jspecify.annotations.NullMarked;
