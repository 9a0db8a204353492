package io.aula.gateway.edge;

import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.supergraph.FieldDefinition;
import io.aula.gateway.supergraph.JoinField;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.TypeDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The labels of a supergraph's progressive overrides, and which of them a request has. {@code percent(N)} holds for N of a hundred
 * requests; one number is drawn for all of them, so that N of them make N + 1 plans and not two to the power of N.
 */
final class OverrideLabels {

    private static final double ALL = 100;
    /** As composition takes it: up to eight digits behind the point. */
    private static final Pattern PERCENT = Pattern.compile("percent\\(([0-9]{1,3}(?:\\.[0-9]{1,8})?)\\)");

    private final Map<String, Double> percents = new HashMap<>();
    private final Set<String> others = new HashSet<>();
    private final ActiveLabels active;
    private final DoubleSupplier dice;

    /** {@code dice} gives numbers from 0 up to, and without, 1. */
    OverrideLabels(Supergraph supergraph, ActiveLabels active, DoubleSupplier dice) {
        this.active = active;
        this.dice = dice;
        for (var label : labels(supergraph)) {
            var percent = PERCENT.matcher(label);
            if (percent.matches()) {
                percents.put(label, Double.parseDouble(percent.group(1)));
            } else {
                others.add(label);
            }
        }
    }

    private static Set<String> labels(Supergraph supergraph) {
        return supergraph.types().values().stream()
                .map(TypeDefinition::fields)
                .flatMap(fields -> fields.values().stream())
                .map(FieldDefinition::joins)
                .flatMap(joins -> joins.values().stream())
                .map(JoinField::overrideLabel)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    Set<String> of(CallerHeaders headers) {
        if (percents.isEmpty() && others.isEmpty()) {
            return Set.of();
        }
        var labels = new HashSet<String>();
        if (!others.isEmpty()) {
            labels.addAll(active.of(Set.copyOf(others), headers));
            labels.retainAll(others); // What else is named would only make plans that differ in nothing.
        }
        if (!percents.isEmpty()) {
            var drawn = dice.getAsDouble() * ALL;
            percents.forEach((label, percent) -> {
                if (drawn < percent) {
                    labels.add(label);
                }
            });
        }
        return Set.copyOf(labels);
    }
}
