@NullMarked
package io.heliograph.cli.emit.kafka;

import org.jspecify.annotations.NullMarked;
