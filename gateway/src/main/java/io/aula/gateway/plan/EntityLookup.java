package io.aula.gateway.plan;

import io.aula.gateway.operation.SelectionSet;
import java.util.List;

/**
 * One {@code _entities} field of a request. Objects at any of {@code paths} that match one of {@code representations} (the first
 * that matches and whose keys are present) are sent in {@code variable}; the i-th item under {@code alias} answers the i-th one.
 */
public record EntityLookup(
        String alias,
        String variable,
        List<ResponsePath> paths,
        List<Representation> representations,
        SelectionSet output,
        List<OutputRewrite> rewrites) {

    public EntityLookup {
        paths = List.copyOf(paths);
        representations = List.copyOf(representations);
        rewrites = List.copyOf(rewrites);
    }
}
