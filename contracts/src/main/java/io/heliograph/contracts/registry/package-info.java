/** The keys in Redis that more than one service reads or writes. */
@NullMarked
package io.heliograph.contracts.registry;

import org.jspecify.annotations.NullMarked;
