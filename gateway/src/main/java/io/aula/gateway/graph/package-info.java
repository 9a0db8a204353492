/**
 * Every way to move through the supergraph: fields, type conditions and entity keys as edges between (type, subgraph) nodes. It is
 * built once per supergraph and never changes.
 */
@NullMarked
package io.aula.gateway.graph;

import org.jspecify.annotations.NullMarked;
