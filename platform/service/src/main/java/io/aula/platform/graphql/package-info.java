/** Authorization by directive, error codes and scalars shared by all subgraphs. */
@NullMarked
package io.aula.platform.graphql;

import org.jspecify.annotations.NullMarked;
