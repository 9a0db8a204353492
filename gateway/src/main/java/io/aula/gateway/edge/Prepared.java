package io.aula.gateway.edge;

import graphql.language.VariableDefinition;
import io.aula.gateway.executor.CompiledPlan;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.policy.limit.OperationCost;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of a document: ready to run, or refused for good. */
sealed interface Prepared {

    /**
     * {@code introspection} is the part of the operation that asks about the schema; {@code cost} is there if
     * it is limited.
     */
    record Ready(
            Operation operation,
            List<VariableDefinition> variables,
            CompiledPlan plan,
            Optional<SelectionSet> introspection,
            Optional<OperationCost> cost,
            Set<String> labels)
            implements Prepared {}

    record Refused(Refusal refusal) implements Prepared {}
}
