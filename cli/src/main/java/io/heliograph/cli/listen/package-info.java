/** What a listening device prints, and what it remembers of it. */
@NullMarked
package io.heliograph.cli.listen;

import org.jspecify.annotations.NullMarked;
