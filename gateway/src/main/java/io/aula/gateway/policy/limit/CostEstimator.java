package io.aula.gateway.policy.limit;

import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldsContainer;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.operation.document.DocumentParser;
import io.aula.gateway.operation.document.DocumentSyntaxException;
import io.aula.gateway.supergraph.FieldDefinition;
import io.aula.gateway.supergraph.Supergraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Estimates what operations cost by what the supergraph says of its fields. */
public final class CostEstimator {

    private static final double MUTATION = 10;

    private final Supergraph supergraph;
    private final CostLimit limit;

    public CostEstimator(Supergraph supergraph, CostLimit limit) {
        this.supergraph = supergraph;
        this.limit = limit;
    }

    /** {@code operation} must be valid, and is weighed as it is, with nothing cut off for its caller. */
    public OperationCost cost(Operation operation) {
        var base = operation.kind() == OperationKind.MUTATION ? MUTATION : 0;
        return new OperationCost(base, items(operation.selections()), new ArgumentCost(supergraph.costs()), limit);
    }

    private List<OperationCost.Item> items(SelectionSet set) {
        var items = new ArrayList<OperationCost.Item>();
        for (Selection selection : set.selections()) {
            switch (selection) {
                case FieldSelection field ->
                    definition(set.type(), field.name())
                            .ifPresent(definition -> items.add(field(set.type(), field, definition)));
                case InlineFragment fragment ->
                    items.add(new OperationCost.Item(
                            "",
                            fragment.conditions(),
                            0,
                            false,
                            Optional.empty(),
                            List.of(),
                            items(fragment.selections())));
            }
        }
        return items;
    }

    /** None for what the gateway answers itself. */
    private Optional<FieldDefinition> definition(String type, String field) {
        return field.startsWith("__") ? Optional.empty() : supergraph.type(type).field(field);
    }

    private OperationCost.Item field(String type, FieldSelection field, FieldDefinition definition) {
        var coordinate = type + "." + field.name();
        var costs = supergraph.costs();
        var named = definition.type().name();
        var weight = costs.weight(coordinate)
                .orElseGet(() -> costs.weight(named).orElse(supergraph.isComposite(named) ? 1 : 0));
        return new OperationCost.Item(
                coordinate,
                field.conditions(),
                weight,
                definition.type().listDepth() > 0,
                costs.list(coordinate),
                arguments(type, field),
                items(field.selections()));
    }

    /** What the client gave, and what the schema gives in place of what it did not. */
    private List<OperationCost.Given> arguments(String type, FieldSelection field) {
        var container = (GraphQLFieldsContainer)
                Objects.requireNonNull(supergraph.api().graphQl().getType(type));
        var given = new ArrayList<OperationCost.Given>();
        for (var declared : container.getFieldDefinition(field.name()).getArguments()) {
            var weight = supergraph.costs().weight(type + "." + field.name() + "(" + declared.getName() + ":)");
            value(field, declared)
                    .ifPresent(value -> given.add(new OperationCost.Given(
                            declared.getName(),
                            weight.isPresent() ? Optional.of(weight.getAsInt()) : Optional.empty(),
                            declared.getType(),
                            value)));
        }
        return given;
    }

    private static Optional<Value<?>> value(FieldSelection field, GraphQLArgument declared) {
        for (var argument : field.arguments()) {
            if (argument.name().equals(declared.getName())) {
                return Optional.of(literal(argument.value()));
            }
        }
        var otherwise = declared.getArgumentDefaultValue();
        return otherwise.isLiteral() && otherwise.getValue() instanceof Value<?> literal
                ? Optional.of(literal)
                : Optional.empty();
    }

    /** A value may name variables only inside of a document. */
    private static Value<?> literal(String text) {
        try {
            return DocumentParser.parse("{a(a:" + text + ")}")
                    .getFirstDefinitionOfType(OperationDefinition.class)
                    .map(known ->
                            (Field) known.getSelectionSet().getSelections().getFirst())
                    .map(field -> field.getArguments().getFirst().getValue())
                    .orElseThrow();
        } catch (DocumentSyntaxException e) {
            throw new IllegalStateException("A valid operation holds " + text, e);
        }
    }
}
