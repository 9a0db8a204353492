package io.aula.gateway.operation;

import java.util.Set;

/** An argument with its value in canonical text, so that equal text means equal value. */
public record Argument(String name, String value, Set<String> variables) {

    public Argument {
        variables = Set.copyOf(variables);
    }
}
