/**
 * The internal HTTP interface of delivery-store (docs/architecture.md): what a gateway asks for, and the answers. Questions are JSON; answers that carry publications are binary, in
 * the form of {@link io.heliograph.contracts.wire.PodBatchCodec}, so that their data travels byte for byte.
 */
@NullMarked
package io.heliograph.contracts.store;

import org.jspecify.annotations.NullMarked;
