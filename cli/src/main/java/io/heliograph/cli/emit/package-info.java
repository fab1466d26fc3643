/** Events on their way in: read, checked against the contract, and handed over. */
@NullMarked
package io.heliograph.cli.emit;

import org.jspecify.annotations.NullMarked;
