package io.aula.gateway.supergraph;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code @cost} and {@code @listSize} say, by coordinate: {@code Type}, {@code Type.field}, {@code Input.field} or
 * {@code Type.field(argument:)}.
 */
public record CostWeights(Map<String, Integer> weights, Map<String, ListSize> lists) {

    public CostWeights {
        weights = Map.copyOf(weights);
        lists = Map.copyOf(lists);
    }

    public OptionalInt weight(String coordinate) {
        var weight = weights.get(coordinate);
        return weight == null ? OptionalInt.empty() : OptionalInt.of(weight);
    }

    public Optional<ListSize> list(String coordinate) {
        return Optional.ofNullable(lists.get(coordinate));
    }
}
