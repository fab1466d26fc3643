/** The gateway: holds connections and fans publications out to them (docs/architecture.md). This package wires the features together. */
@NullMarked
package io.heliograph.gateway;

import org.jspecify.annotations.NullMarked;
