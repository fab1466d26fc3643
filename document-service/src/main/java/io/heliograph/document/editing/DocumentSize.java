package io.heliograph.document.editing;

/**
 * What a document costs those who have it open.
 *
 * @param bytes as one update
 * @param structs of it
 * @param clients that wrote in it, ever
 * @param depth of shared types in shared types; 0 if there are only named ones
 */
public record DocumentSize(int bytes, int structs, int clients, int depth) {}
