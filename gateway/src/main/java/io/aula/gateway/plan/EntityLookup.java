package io.aula.gateway.plan;

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

    public EntityLookup {
        paths = List.copyOf(paths);
        representations = List.copyOf(representations);
        contexts = List.copyOf(contexts);
        rewrites = List.copyOf(rewrites);
    }
}
