package io.aula.gateway.edge;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Starts, answers some operations and stops, so that the JVM can write down what a start and first requests need. */
final class Rehearsal {

    private static final int DEPTH = 3;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var file = Path.of(arguments[0]);
        var settings = GatewaySettings.defaults(file);
        var schema = SupergraphReader.read(Files.readString(file)).api().graphQl();
        try (var gateway = StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0));
                var client = HttpClient.newHttpClient()) {
            var documents =
                    List.of("{ __typename __schema { queryType { name } } }", everything(schema.getQueryType()));
            for (var document : documents) {
                var body =
                        new JsonBuffer(4096).raw("{\"query\":").string(document).put('}');
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    /** Whatever can be asked without arguments, some levels deep: it crosses subgraphs, which need not be there. */
    private static String everything(GraphQLObjectType type) {
        return "{ __typename " + fields(type, DEPTH) + " }";
    }

    private static String fields(GraphQLObjectType type, int depth) {
        return type.getFieldDefinitions().stream()
                .filter(field -> field.getArguments().stream().noneMatch(Rehearsal::required))
                .map(field -> field(field, depth))
                .collect(Collectors.joining(" "));
    }

    private static String field(GraphQLFieldDefinition field, int depth) {
        return switch (GraphQLTypeUtil.unwrapAll(field.getType())) {
            case GraphQLObjectType object ->
                depth == 0 ? "" : field.getName() + " { __typename " + fields(object, depth - 1) + " }";
            case graphql.schema.GraphQLCompositeType _ -> field.getName() + " { __typename }";
            default -> field.getName();
        };
    }

    private static boolean required(GraphQLArgument argument) {
        return GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
    }
}
