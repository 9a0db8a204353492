package io.aula.gateway.executor;

import io.aula.gateway.operation.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Coerced variables: as JSON for the wire, and as values for {@code @skip} and {@code @include}. */
public record Variables(Map<String, byte[]> json, Map<String, Boolean> switches) {

    public static Variables none() {
        return new Variables(Map.of(), Map.of());
    }

    /** The caller's variables, with defaults already in {@code coerced}. */
    public static Variables of(Map<String, ? extends @Nullable Object> coerced, Map<String, byte[]> json) {
        var switches = new HashMap<String, Boolean>();
        coerced.forEach((name, value) -> {
            if (value instanceof Boolean flag) {
                switches.put(name, flag);
            }
        });
        return new Variables(Map.copyOf(json), Map.copyOf(switches));
    }

    boolean isOn(String variable) {
        return switches.getOrDefault(variable, false);
    }

    /** Whether what stands under all of them takes part. */
    public boolean holds(List<Condition> conditions) {
        for (var condition : conditions) {
            if (!condition.holds(switches.getOrDefault(condition.variable(), false))) {
                return false;
            }
        }
        return true;
    }
}
