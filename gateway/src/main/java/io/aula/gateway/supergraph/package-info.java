/**
 * The composed supergraph as an immutable model: which types exist, which subgraph can answer which field, and the schema
 * clients see. It knows nothing of operations or plans.
 */
@NullMarked
package io.aula.gateway.supergraph;

import org.jspecify.annotations.NullMarked;
