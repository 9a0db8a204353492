package io.aula.gateway.operation;

import java.util.Optional;

/** A variable as declared by the client; type and default are document text. */
public record VariableDefinition(String name, String type, Optional<String> defaultValue) {

    /** The declaration as it is written in a document. */
    public String print() {
        return "$" + name + ": " + type + defaultValue.map(text -> " = " + text).orElse("");
    }
}
