package io.aula.gateway.policy.limit;

import graphql.language.Value;
import graphql.schema.GraphQLInputType;
import io.aula.gateway.operation.Condition;
import io.aula.gateway.supergraph.ListSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is expected to cost, before anyone is asked: each field costs its weight and what is below it, times the length
 * of the list it is, and what its arguments cost. Lengths and arguments depend on variables, so that the rest is worked out once per
 * document.
 *
 * <pre>
 *   mutation 10 · object 1 · leaf 0, unless @cost says otherwise
 *   courses(first: 20) { edges { node { title } } }   =   1 + 20 × (1 + 1)
 * </pre>
 *
 * Fragments on different types add up, though an object is of one type only: too much rather than too little.
 */
public final class OperationCost {

    /** A selection; {@code sized} says which of the children are lists as long as this one's arguments tell. */
    record Item(
            String coordinate,
            List<Condition> conditions,
            double weight,
            boolean list,
            Optional<ListSize> size,
            List<Given> arguments,
            List<Item> children) {}

    /** An argument the client gave. */
    record Given(String name, Optional<Integer> weight, GraphQLInputType type, Value<?> value) {}

    private final double base;
    private final List<Item> items;
    private final ArgumentCost arguments;
    private final CostLimit limit;

    OperationCost(double base, List<Item> items, ArgumentCost arguments, CostLimit limit) {
        this.base = base;
        this.items = items;
        this.arguments = arguments;
        this.limit = limit;
    }

    /** Refuses what costs too much with these variables, defaults included, and what leaves the length of a list open. */
    public void check(Map<String, ? extends @Nullable Object> variables) throws LimitExceededException {
        var cost = in(variables);
        if (cost > limit.maximum()) {
            throw new LimitExceededException("The operation is estimated to cost %.0f, and no more than %d is allowed"
                    .formatted(cost, limit.maximum()));
        }
    }

    double in(Map<String, ? extends @Nullable Object> variables) throws LimitExceededException {
        return base + sum(items, variables, Optional.empty(), 0);
    }

    private double sum(
            List<Item> selected,
            Map<String, ? extends @Nullable Object> variables,
            Optional<ListSize> around,
            double size)
            throws LimitExceededException {
        var sum = 0.0;
        for (var item : selected) {
            if (holds(item.conditions(), variables)) {
                sum += item.coordinate().isEmpty()
                        ? sum(item.children(), variables, around, size)
                        : field(item, variables, around, size);
            }
        }
        return sum;
    }

    private static boolean holds(List<Condition> conditions, Map<String, ? extends @Nullable Object> variables) {
        return conditions.stream()
                .allMatch(condition -> condition.holds(Boolean.TRUE.equals(variables.get(condition.variable()))));
    }

    private double field(
            Item field, Map<String, ? extends @Nullable Object> variables, Optional<ListSize> around, double aroundSize)
            throws LimitExceededException {
        var own = field.size().isPresent() ? length(field, field.size().get(), variables) : limit.listSize();
        var below = field.size().filter(size -> !size.sizedFields().isEmpty());
        var each = field.weight() + sum(field.children(), variables, below, own);
        var sizedByParent = around.isPresent() && around.get().sizedFields().contains(name(field));
        var count = sizedByParent ? aroundSize : own;
        var cost = field.list() ? count * each : each;
        for (var argument : field.arguments()) {
            cost += arguments.of(argument, variables);
        }
        return cost;
    }

    private static String name(Item field) {
        return field.coordinate().substring(field.coordinate().indexOf('.') + 1);
    }

    private double length(Item field, ListSize size, Map<String, ? extends @Nullable Object> variables)
            throws LimitExceededException {
        var given = new ArrayList<Double>();
        for (var path : size.slicingArguments()) {
            arguments.number(field.arguments(), path, variables).ifPresent(given::add);
        }
        if (size.oneSlicingArgument() && !size.slicingArguments().isEmpty() && given.size() != 1) {
            throw new LimitExceededException("%s wants exactly one of the arguments %s, which say how much is asked for"
                    .formatted(field.coordinate(), String.join(", ", size.slicingArguments())));
        }
        return given.stream().filter(Objects::nonNull).max(Double::compare).orElse((double)
                size.assumed().orElse(limit.listSize()));
    }
}
