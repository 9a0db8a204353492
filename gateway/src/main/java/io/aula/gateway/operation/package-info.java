/**
 * A client's document in canonical form: fragments inlined, duplicates merged, values printed. It refuses documents that do not
 * validate against the client's schema and knows nothing of subgraphs.
 */
@NullMarked
package io.aula.gateway.operation;

import org.jspecify.annotations.NullMarked;
