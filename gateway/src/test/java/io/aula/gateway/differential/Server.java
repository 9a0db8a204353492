package io.aula.gateway.differential;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.Locale;
import java.util.Map;

/** A GraphQL server of graphql-java in this process; all fields go through one fetcher. */
final class Server {

    private static final GraphQLScalarType ANY = GraphQLScalarType.newScalar()
            .name("_Any")
            .coercing(new Coercing<>() {
                @Override
                public Object parseValue(Object input, GraphQLContext context, Locale locale) {
                    return input;
                }
            })
            .build();

    private final GraphQL graphQl;

    Server(String schema, DataFetcher<Object> fetcher, TypeResolver types) {
        var registry = new SchemaParser().parse(schema);
        var code = GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(environment -> fetcher);
        var wiring = RuntimeWiring.newRuntimeWiring().codeRegistry(code).scalar(ANY);
        registry.types().forEach((name, type) -> {
            if (type instanceof graphql.language.InterfaceTypeDefinition
                    || type instanceof graphql.language.UnionTypeDefinition) {
                wiring.type(name, builder -> builder.typeResolver(types));
            }
        });
        graphQl = GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(registry, wiring.build()))
                .build();
    }

    ExecutionResult execute(String document, Map<String, Object> variables) {
        return graphQl.execute(builder -> builder.query(document).variables(variables));
    }

    /** The whole graph in one server. */
    static Server whole(Graph graph, World world) {
        DataFetcher<Object> fetcher = environment -> {
            var parent = (GraphQLObjectType) environment.getParentType();
            var thing =
                    environment.getSource() instanceof World.Thing known ? known : new World.Thing(parent.getName(), 0);
            var field = graph.type(parent.getName())
                    .field(environment.getFieldDefinition().getName());
            return world.value(thing, field, environment.getArguments());
        };
        return new Server(
                SchemaText.whole(graph),
                fetcher,
                environment -> environment.getSchema().getObjectType(((World.Thing) environment.getObject()).type()));
    }
}
