package io.aula.gateway.plan;

import io.aula.gateway.operation.Operation;
import java.util.Optional;

/** What to do for an operation; {@code root} is empty when no subgraph is needed, as for a root {@code __typename}. */
public record QueryPlan(Operation operation, Optional<PlanNode> root) {}
