/** What delivery-store sends to the gateways over Redis and HTTP: publications with their offsets, and notices. */
@NullMarked
package io.heliograph.contracts.wire;

import org.jspecify.annotations.NullMarked;
