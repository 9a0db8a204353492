package io.aula.gateway.operation;

/** One {@code @include} or {@code @skip} whose value is only known when the variables are. */
public record Condition(String variable, boolean include) {

    /** Whether a selection carrying this condition takes part, given the variable's value. */
    public boolean holds(boolean value) {
        return value == include;
    }

    /** Holds where this does not. */
    Condition opposite() {
        return new Condition(variable, !include);
    }

    /** The directive as it is written in a document. */
    public String print() {
        return (include ? "@include(if: $" : "@skip(if: $") + variable + ")";
    }
}
