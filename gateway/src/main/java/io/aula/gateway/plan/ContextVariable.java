package io.aula.gateway.plan;

import java.util.List;

/**
 * A variable whose value comes from around an entity: from the object at {@code holder}, a beginning of the entity's own path, by the
 * first of {@code value} that this object has. Each of those leads through at most one field a level.
 */
public record ContextVariable(String name, String type, ResponsePath holder, List<RepresentationField> value) {

    public ContextVariable {
        value = List.copyOf(value);
    }

    /** Whether no null may be sent. */
    public boolean mandatory() {
        return type.endsWith("!");
    }
}
