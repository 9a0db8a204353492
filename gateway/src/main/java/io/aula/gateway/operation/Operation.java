package io.aula.gateway.operation;

import java.util.List;
import java.util.Optional;

/** A validated operation in canonical form; it is what responses are projected with. */
public record Operation(
        OperationKind kind, Optional<String> name, List<VariableDefinition> variables, SelectionSet selections) {

    public Operation {
        variables = List.copyOf(variables);
    }
}
