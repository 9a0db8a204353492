package io.aula.gateway.supergraph;

import graphql.schema.GraphQLSchema;

/** The graph as clients see it: nothing inaccessible, nothing of the composition machinery. */
public record ApiSchema(GraphQLSchema graphQl) {}
