package io.aula.gateway.executor;

import java.util.HashSet;
import java.util.Set;

/**
 * Objects that a subgraph was asked about and answered with null and no error: it has no such entity. A subgraph that adds fields
 * to all ids alike may still have told of one; an owner's word counts
 * alone. At most as many are held as were asked for.
 */
final class UnknownEntities {

    private final Set<Long> unknown = new HashSet<>();
    private final Set<Long> told = new HashSet<>();
    private final Set<Long> missing = new HashSet<>();

    /** {@code ofOwner} if the subgraph that says so would know. */
    void unknown(long object, boolean ofOwner) {
        unknown.add(object);
        if (ofOwner) {
            missing.add(object);
        }
    }

    void told(long object) {
        told.add(object);
    }

    /** Whether one of those asked has no such entity. */
    boolean has(long object) {
        return unknown.contains(object);
    }

    /** Whether nobody who was asked has such an entity, or its owner has not, whatever others make of its id. */
    boolean nobodyKnows(long object) {
        return missing.contains(object) || unknown.contains(object) && !told.contains(object);
    }
}
