/** The folds that make a channel's members of the memberships' events. */
@NullMarked
package io.heliograph.presence.membership;

import org.jspecify.annotations.NullMarked;
