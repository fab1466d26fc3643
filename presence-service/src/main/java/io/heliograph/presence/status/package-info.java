/** The fold that makes a user's status of the connections' events. */
@NullMarked
package io.heliograph.presence.status;

import org.jspecify.annotations.NullMarked;
