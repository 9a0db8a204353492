/** What all controllers share of GraphQL: the federated schema and user errors. */
@NullMarked
package io.aula.identity.graphql;

import org.jspecify.annotations.NullMarked;
