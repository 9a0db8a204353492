package io.aula.gateway.edge;

import graphql.language.VariableDefinition;
import io.aula.gateway.executor.CompiledPlan;
import io.aula.gateway.operation.Operation;
import java.util.List;
import java.util.Optional;

/** What became of a document: ready to run, or refused for good. */
sealed interface Prepared {

    /** {@code introspection} is the part of the operation that asks about the schema, as a document. */
    record Ready(
            Operation operation, List<VariableDefinition> variables, CompiledPlan plan, Optional<String> introspection)
            implements Prepared {}

    record Refused(Refusal refusal) implements Prepared {}
}
