package io.aula.gateway.policy.limit;

import graphql.language.ArrayValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.aula.gateway.supergraph.CostWeights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What arguments cost: an input object 1 and a leaf nothing, unless weighed; what is inside counts too, and each item of a list. */
final class ArgumentCost {

    private final CostWeights weights;

    ArgumentCost(CostWeights weights) {
        this.weights = weights;
    }

    double of(OperationCost.Given argument, Map<String, ? extends @Nullable Object> variables) {
        return cost(argument.type(), argument.weight(), value(argument.value(), variables));
    }

    private double cost(GraphQLType type, Optional<Integer> weight, @Nullable Object value) {
        if (value == null) {
            return 0;
        }
        var bare = GraphQLTypeUtil.unwrapNonNull(type);
        if (bare instanceof GraphQLList list) {
            // A single value stands for a list of one.
            var items = value instanceof List<?> many ? many : List.of(value);
            return items.stream()
                    .mapToDouble(item -> cost(list.getWrappedType(), weight, item))
                    .sum();
        }
        var own = weight.or(() -> weight(((GraphQLNamedType) bare).getName()));
        if (!(bare instanceof GraphQLInputObjectType input) || !(value instanceof Map<?, ?> fields)) {
            return own.orElse(0);
        }
        var cost = (double) own.orElse(1);
        for (var field : input.getFields()) {
            cost += cost(field.getType(), weight(input.getName() + "." + field.getName()), fields.get(field.getName()));
        }
        return cost;
    }

    private Optional<Integer> weight(String coordinate) {
        var weight = weights.weight(coordinate);
        return weight.isPresent() ? Optional.of(weight.getAsInt()) : Optional.empty();
    }

    /** The number a path of names leads to, the first of them an argument's. */
    Optional<Double> number(
            List<OperationCost.Given> arguments, String path, Map<String, ? extends @Nullable Object> variables) {
        var names = List.of(path.split("\\."));
        for (var argument : arguments) {
            if (argument.name().equals(names.getFirst())) {
                var value = value(argument.value(), variables);
                for (var name : names.subList(1, names.size())) {
                    value = value instanceof Map<?, ?> fields ? fields.get(name) : null;
                }
                return value instanceof Number number
                        ? Optional.of(Math.max(0, number.doubleValue()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A literal as variables are given: maps, lists, numbers; of other leaves it only matters that they are there. */
    private static @Nullable Object value(Value<?> literal, Map<String, ? extends @Nullable Object> variables) {
        return switch (literal) {
            case VariableReference reference -> variables.get(reference.getName());
            case NullValue _ -> null;
            case IntValue number -> number.getValue();
            case FloatValue number -> number.getValue();
            case ArrayValue list -> {
                var items = new ArrayList<@Nullable Object>();
                list.getValues().forEach(item -> items.add(value(item, variables)));
                yield items;
            }
            case ObjectValue object -> {
                var fields = new HashMap<String, @Nullable Object>();
                object.getObjectFields()
                        .forEach(field -> fields.put(field.getName(), value(field.getValue(), variables)));
                yield fields;
            }
            default -> literal;
        };
    }
}
