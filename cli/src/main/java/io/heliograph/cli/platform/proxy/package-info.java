/** The proxy that plays the ingress in front of the services. */
@NullMarked
package io.heliograph.cli.platform.proxy;

import org.jspecify.annotations.NullMarked;
