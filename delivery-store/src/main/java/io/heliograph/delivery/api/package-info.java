/** What all requests of the internal HTTP interface share: the credential and the form of problems. */
@NullMarked
package io.heliograph.delivery.api;

import org.jspecify.annotations.NullMarked;
