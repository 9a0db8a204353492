package io.aula.gateway.edge;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.supergraph.Subgraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts, serves a while and stops, so that the JVM can write down which classes starting and serving take. Half of the documents are
 * new to the gateway, because preparing them is the longest way.
 */
final class Rehearsal {

    private static final int DEPTH = 3;
    private static final int WIDTH = 8;
    private static final int REQUESTS = 200;
    private static final Duration MOST = Duration.ofSeconds(25);

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var played = play(Path.of(arguments[0]), REQUESTS);
        System.out.println(played + " answers without an error");
    }

    /** Asks that often, or as often as there is time for; how many answers had no error. */
    static int play(Path file, int requests) throws IOException, InterruptedException {
        var supergraph = SupergraphReader.read(Files.readString(file));
        try (var subgraph = RehearsedSubgraph.start(supergraph)) {
            var urls = supergraph.subgraphs().stream().collect(Collectors.toMap(Subgraph::name, _ -> subgraph.url()));
            var settings = GatewaySettings.defaults(file).withEndpoints(urls);
            try (var gateway = StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0));
                    var client = HttpClient.newHttpClient()) {
                var target = URI.create("http://127.0.0.1:" + gateway.port() + "/graphql");
                return ask(client, target, documents(supergraph.api().graphQl().getQueryType()), requests);
            }
        }
    }

    private static int ask(HttpClient client, URI target, List<String> documents, int requests)
            throws IOException, InterruptedException {
        var clean = 0;
        var until = System.nanoTime() + MOST.toNanos();
        for (var i = 0; i < requests && System.nanoTime() < until; i++) {
            var known = documents.get(i / 2 % documents.size());
            var document = i % 2 == 0 ? known : known.replace("rehearsed", "rehearsed" + i);
            var body = new JsonBuffer(4096).raw("{\"query\":").string(document).put('}');
            var request = HttpRequest.newBuilder(target)
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            clean += answer.body().startsWith("{\"data\":{") && !answer.body().contains("\"errors\":[") ? 1 : 0;
        }
        return clean;
    }

    /** One for each field of the root that can be asked without arguments, with what crosses subgraphs below it. */
    private static List<String> documents(GraphQLObjectType query) {
        var asked = query.getFieldDefinitions().stream()
                .filter(Rehearsal::needsNoArgument)
                .map(Rehearsal::document)
                .flatMap(Optional::stream);
        return Stream.concat(Stream.of("{ rehearsed: __typename __schema { queryType { name } } }"), asked)
                .toList();
    }

    private static Optional<String> document(GraphQLFieldDefinition field) {
        return switch (GraphQLTypeUtil.unwrapAll(field.getType())) {
            case GraphQLObjectType object ->
                Optional.of("fragment All on " + object.getName() + " { __typename " + fields(object, DEPTH)
                        + " } query Rehearsal($yes: Boolean! = true) { rehearsed: " + field.getName()
                        + " { ...All ... on " + object.getName() + " @include(if: $yes) { again: __typename } } }");
            default -> Optional.empty();
        };
    }

    private static String fields(GraphQLObjectType type, int depth) {
        return type.getFieldDefinitions().stream()
                .filter(Rehearsal::needsNoArgument)
                .limit(WIDTH)
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

    private static boolean needsNoArgument(GraphQLFieldDefinition field) {
        return field.getArguments().stream().noneMatch(Rehearsal::required);
    }

    private static boolean required(GraphQLArgument argument) {
        return GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
    }
}
