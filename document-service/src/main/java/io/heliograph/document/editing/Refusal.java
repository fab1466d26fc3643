package io.heliograph.document.editing;

/**
 * Why somebody may not edit.
 *
 * @param reason for the client: without secrets and payloads
 */
record Refusal(CloseCode code, String reason) {}
