package io.aula.gateway.edge;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionPrinter;
import io.aula.gateway.operation.SelectionSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Questions about the schema, answered by graphql-java from the client's schema. */
final class Introspection {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final GraphQL graphQl;

    Introspection(GraphQLSchema schema) {
        this.graphQl = GraphQL.newGraphQL(schema).build();
    }

    /** The operation's {@code __schema} and {@code __type} fields as a document of their own. */
    static Optional<String> part(Operation operation) {
        var asked = schemaFields(operation.selections().selections());
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var selections =
                SelectionPrinter.compact(new SelectionSet(operation.selections().type(), asked));
        var variables = operation.variables().stream()
                .filter(variable -> selections.contains("$" + variable.name()))
                .map(variable -> variable.print())
                .collect(Collectors.joining(", ", "(", ")"));
        return Optional.of("query " + (variables.equals("()") ? "" : variables) + selections);
    }

    private static List<Selection> schemaFields(List<Selection> selections) {
        return selections.stream()
                .flatMap(selection -> switch (selection) {
                    case FieldSelection field ->
                        field.name().equals("__schema") || field.name().equals("__type")
                                ? java.util.stream.Stream.<Selection>of(field)
                                : java.util.stream.Stream.<Selection>empty();
                    case InlineFragment fragment -> {
                        var inner = schemaFields(fragment.selections().selections());
                        var set = new SelectionSet(fragment.selections().type(), inner);
                        yield inner.isEmpty()
                                ? java.util.stream.Stream.<Selection>empty()
                                : java.util.stream.Stream.<Selection>of(fragment.with(set));
                    }
                })
                .toList();
    }

    /** Answers by response key. */
    Map<String, byte[]> answer(String document, Map<String, @Nullable Object> variables) {
        var result = graphQl.execute(ExecutionInput.newExecutionInput(document)
                .variables(new HashMap<>(variables))
                .build());
        Map<String, @Nullable Object> data = result.getData();
        var answers = new HashMap<String, byte[]>();
        if (data != null) {
            data.forEach((key, value) -> {
                var out = new JsonBuffer(4096);
                write(out, value);
                answers.put(key, value == null ? NULL : out.toByteArray());
            });
        }
        return answers;
    }

    private static void write(JsonBuffer out, @Nullable Object value) {
        switch (value) {
            case null -> out.nothing();
            case String text -> out.string(text);
            case Map<?, ?> map -> {
                var separator = "{";
                for (var entry : map.entrySet()) {
                    out.raw(separator).string(String.valueOf(entry.getKey())).put(':');
                    write(out, entry.getValue());
                    separator = ",";
                }
                out.raw(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                out.put('[');
                for (var i = 0; i < list.size(); i++) {
                    out.raw(i == 0 ? "" : ",");
                    write(out, list.get(i));
                }
                out.put(']');
            }
            case Boolean flag -> out.raw(flag.toString());
            case Number number -> out.raw(number.toString());
            default -> out.string(value.toString());
        }
    }
}
