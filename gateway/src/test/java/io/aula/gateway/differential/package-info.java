/**
 * Whole graphs cut at random into subgraphs: what the gateway puts together must be what the whole would have answered. The data is
 * a function of the seed, so that every subgraph knows it without being told.
 */
@NullMarked
package io.aula.gateway.differential;

import org.jspecify.annotations.NullMarked;
