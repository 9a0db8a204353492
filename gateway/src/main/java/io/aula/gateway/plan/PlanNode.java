package io.aula.gateway.plan;

import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.SelectionSet;
import java.util.List;
import java.util.Optional;

/** A step of a plan. */
public sealed interface PlanNode {

    /** A step that sends exactly one request to one subgraph. */
    sealed interface Request extends PlanNode {

        /** Number of the fetch, unique in its plan. */
        int id();

        /** Name of the subgraph as the supergraph spells it. */
        String subgraph();

        /** What is sent as {@code query}. */
        String document();

        /** The client's variables to send along, besides the representations. */
        List<String> variables();
    }

    /**
     * Root fields of one subgraph. {@code path} is the root of the response, or the object that returned the root type again;
     * with list items in it, the answer is merged into each.
     */
    record Fetch(
            int id,
            String subgraph,
            OperationKind kind,
            String document,
            List<String> variables,
            ResponsePath path,
            SelectionSet output,
            List<OutputRewrite> rewrites)
            implements Request {

        public Fetch {
            variables = List.copyOf(variables);
            rewrites = List.copyOf(rewrites);
        }
    }

    /** Fields of entities found at one place; {@code lookup.alias()} is {@code _entities}. */
    record EntityFetch(int id, String subgraph, String document, List<String> variables, EntityLookup lookup)
            implements Request {

        public EntityFetch {
            variables = List.copyOf(variables);
        }
    }

    /** Several entity look-ups of one subgraph in one request, each under its own alias. */
    record BatchFetch(int id, String subgraph, String document, List<String> variables, List<EntityLookup> lookups)
            implements Request {

        public BatchFetch {
            variables = List.copyOf(variables);
            lookups = List.copyOf(lookups);
        }
    }

    /** One after the other. */
    record Sequence(List<PlanNode> nodes) implements PlanNode {

        public Sequence {
            nodes = List.copyOf(nodes);
        }
    }

    /** All at once. */
    record Parallel(List<PlanNode> nodes) implements PlanNode {

        public Parallel {
            nodes = List.copyOf(nodes);
        }
    }

    /** Only if every condition holds. */
    record Conditional(List<Condition> conditions, PlanNode node) implements PlanNode {

        public Conditional {
            conditions = List.copyOf(conditions);
        }
    }

    /** A stream of root events, each completed by {@code rest}. */
    record Subscription(Fetch root, Optional<PlanNode> rest) implements PlanNode {}

    /** What the first answer needs, and what may follow later. */
    record Deferred(Optional<PlanNode> primary, List<DeferredPart> parts) implements PlanNode {

        public Deferred {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A later part of the answer: what {@code @defer} number {@code id} stands for, below {@code path}. It starts when part
     * {@code parent} has been sent, 0 being the first answer; {@code switchedBy} is the variable that may forbid deferring.
     */
    record DeferredPart(
            int id,
            int parent,
            Optional<String> label,
            Optional<String> switchedBy,
            ResponsePath path,
            PlanNode node) {}
}
