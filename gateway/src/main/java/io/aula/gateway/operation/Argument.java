package io.aula.gateway.operation;

import java.util.Set;

/**
 * An argument with its value in canonical text, so that equal text means equal value. A directive of the subgraphs' own is one more
 * thing that a field is asked with, and told apart by: its name begins with {@code @}, and its value is what stands behind that.
 */
public record Argument(String name, String value, Set<String> variables) {

    public Argument {
        variables = Set.copyOf(variables);
    }

    boolean isDirective() {
        return name.startsWith("@");
    }
}
