/** What a platform needs to send Web Push. */
@NullMarked
package io.heliograph.cli.platform.push;

import org.jspecify.annotations.NullMarked;
