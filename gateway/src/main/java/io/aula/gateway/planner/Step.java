package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import io.aula.gateway.operation.Argument;
import io.aula.gateway.operation.Condition;
import io.aula.gateway.supergraph.FieldSet;
import java.util.List;

/** One edge of a path; equal steps from the same place are shared. */
sealed interface Step {

    /** Enter a subgraph at its root type, for a part of the response. */
    record Enter(Node target, int part) implements Step {

        Enter(Node target) {
            this(target, 0);
        }
    }

    /** Stay where we are; what is fetched from here on belongs to a later part of the response. */
    record Defer(int part) implements Step {}

    /** Follow a field. */
    record Follow(String responseKey, String name, List<Argument> arguments, List<Condition> conditions, Node target)
            implements Step {

        /** Of what tells fields of one selection apart; planning hashes these more than anything. */
        @Override
        public int hashCode() {
            return 31 * responseKey.hashCode() + target.hashCode();
        }
    }

    /** Go on with objects of one type. */
    record Narrow(Node target) implements Step {}

    /** Ask another subgraph, or the same one again, for the object. */
    record Hop(Node target, FieldSet key, FieldSet requires, List<Context> contexts) implements Step {

        Hop(Node target, FieldSet key, FieldSet requires) {
            this(target, key, requires, List.of());
        }

        @Override
        public int hashCode() {
            return target.hashCode();
        }
    }

    /** A variable to send along: {@code selection} of the object so many fields above. */
    record Context(String variable, String type, int levels, FieldSet selection) {}

    /** Enter the root type of another subgraph from inside a response. */
    record Reenter(Node target) implements Step {}
}
