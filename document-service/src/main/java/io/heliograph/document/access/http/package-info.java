/** What a request's access token allows, and the document that it is about. */
@NullMarked
package io.heliograph.document.access.http;

import org.jspecify.annotations.NullMarked;
