package io.aula.platform.security;

import java.util.List;

/** The caller's token lacks a scope that the field asks for. */
public final class InsufficientScopeException extends RuntimeException {
    private final List<String> missing;
    private final String coordinate;

    /** @param coordinate the field, as {@code Type.field}, or empty when the check was not about one field */
    public InsufficientScopeException(List<String> missing, String coordinate) {
        super("The token lacks the scope " + String.join(", ", missing)
                + (coordinate.isEmpty() ? "." : " for " + coordinate + "."));
        this.missing = List.copyOf(missing);
        this.coordinate = coordinate;
    }

    public List<String> missing() {
        return missing;
    }

    public String coordinate() {
        return coordinate;
    }
}
