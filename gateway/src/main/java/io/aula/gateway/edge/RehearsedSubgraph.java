package io.aula.gateway.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.schema.GraphQLEnumType;
import io.aula.gateway.operation.document.DocumentParser;
import io.aula.gateway.operation.document.DocumentSyntaxException;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.TypeReference;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plays every subgraph at once: whatever is asked has an answer of the right shape, and lists have some items. */
final class RehearsedSubgraph implements AutoCloseable {

    private static final int ITEMS = 3;
    private static final int IDS = 40;

    private final Supergraph supergraph;
    private final HttpServer server;
    private int ids;

    private RehearsedSubgraph(Supergraph supergraph, HttpServer server) {
        this.supergraph = supergraph;
        this.server = server;
    }

    static RehearsedSubgraph start(Supergraph supergraph) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var subgraph = new RehearsedSubgraph(supergraph, server);
        server.createContext("/", subgraph::answer);
        server.start();
        return subgraph;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = RequestDecoder.body(exchange.getRequestBody().readAllBytes());
            var document = DocumentParser.parse(asked.query().orElseThrow());
            var operation =
                    document.getDefinitionsOfType(OperationDefinition.class).getFirst();
            var root = supergraph.api().graphQl().getQueryType().getName();
            var data = object(operation.getSelectionSet(), root, asked.variables());
            var body = ("{\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (RequestDecoder.BadRequestException | DocumentSyntaxException e) {
            throw new IOException(e);
        }
    }

    private String object(SelectionSet set, String type, Map<String, @Nullable Object> variables) {
        var members = new LinkedHashMap<String, String>();
        collect(set, type, variables, members);
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void collect(
            SelectionSet set, String type, Map<String, @Nullable Object> variables, Map<String, String> members) {
        for (var selection : set.getSelections()) {
            switch (selection) {
                case Field field -> members.put(field.getResultKey(), value(field, type, variables));
                case InlineFragment fragment -> {
                    var condition = fragment.getTypeCondition();
                    if (condition == null || applies(condition.getName(), type)) {
                        collect(fragment.getSelectionSet(), type, variables, members);
                    }
                }
                case FragmentSpread _ -> throw new IllegalStateException("no subgraph is sent a named fragment");
                default -> throw new IllegalStateException("unknown selection");
            }
        }
    }

    private boolean applies(String condition, String type) {
        return condition.equals(type) || supergraph.type(condition).possible().contains(type);
    }

    private String value(Field field, String type, Map<String, @Nullable Object> variables) {
        if (field.getName().equals("__typename")) {
            return "\"" + type + "\"";
        }
        if (field.getName().equals("_entities")) {
            return entities(field, variables);
        }
        var reference =
                supergraph.type(type).field(field.getName()).orElseThrow().type();
        return list(field, reference, reference.listDepth(), variables);
    }

    private String entities(Field field, Map<String, @Nullable Object> variables) {
        var reference = (VariableReference) field.getArguments().getFirst().getValue();
        return variables.get(reference.getName()) instanceof List<?> representations
                ? representations.stream()
                        .map(asked -> asked instanceof Map<?, ?> entity
                                ? object(field.getSelectionSet(), String.valueOf(entity.get("__typename")), variables)
                                : "null")
                        .collect(Collectors.joining(",", "[", "]"))
                : "[]";
    }

    private String list(Field field, TypeReference type, int depth, Map<String, @Nullable Object> variables) {
        if (depth > 0) {
            return IntStream.range(0, ITEMS)
                    .mapToObj(_ -> list(field, type, depth - 1, variables))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (field.getSelectionSet() == null) {
            return leaf(type.name());
        }
        var object = supergraph.type(type.name()).possible().stream().sorted().findFirst();
        return object.map(name -> object(field.getSelectionSet(), name, variables))
                .orElse("null");
    }

    private String leaf(String type) {
        return switch (type) {
            case "Int" -> "7";
            case "Float" -> "0.5";
            case "Boolean" -> "true";
            case "ID" -> "\"id-" + ids++ % IDS + "\"";
            default ->
                supergraph.api().graphQl().getType(type) instanceof GraphQLEnumType choice
                        ? "\"" + choice.getValues().getFirst().getName() + "\""
                        : "\"Words, and some more of them\"";
        };
    }
}
