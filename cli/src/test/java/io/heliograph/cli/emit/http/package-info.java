@NullMarked
package io.heliograph.cli.emit.http;

import org.jspecify.annotations.NullMarked;
