/** Channel names, their kinds and the policy that a kind carries. */
@NullMarked
package io.heliograph.contracts.channel;

import org.jspecify.annotations.NullMarked;
