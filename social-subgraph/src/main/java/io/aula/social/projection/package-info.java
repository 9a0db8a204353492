/** Copies of what other services own, kept in Neo4j from their events. Late, doubled and reordered events change nothing. */
@NullMarked
package io.aula.social.projection;

import org.jspecify.annotations.NullMarked;
