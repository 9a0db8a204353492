package io.aula.gateway.plan;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.SelectionSet;
import java.util.List;

/**
 * One {@code _entities} field of a request. Objects at any of {@code paths} that match one of {@code representations} (the first
 * that matches and whose keys are present) are sent in {@code variable}; the i-th item under {@code alias} answers the i-th one.
 * With {@code contexts} objects with different values around them are asked for under aliases of their own.
 */
public record EntityLookup(
        String alias,
        String variable,
        List<ResponsePath> paths,
        List<Representation> representations,
        List<ContextVariable> contexts,
        SelectionSet output,
        List<OutputRewrite> rewrites) {

    /** The response key of a field that is asked for only because every object has it that its owner knows. */
    public static final String THERE = "_there";

    public EntityLookup {
        paths = List.copyOf(paths);
        representations = List.copyOf(representations);
        contexts = List.copyOf(contexts);
        rewrites = List.copyOf(rewrites);
    }

    /** Whether it goes to the owner of the objects, whose word on whether there are such counts. */
    public boolean isOfOwner() {
        return asks(output, THERE);
    }

    /** Whether a value of the set has this key, of whatever type it is. */
    public static boolean asks(SelectionSet set, String responseKey) {
        return set.selections().stream().anyMatch(selection -> switch (selection) {
            case FieldSelection field -> field.responseKey().equals(responseKey);
            case InlineFragment fragment -> asks(fragment.selections(), responseKey);
        });
    }
}
