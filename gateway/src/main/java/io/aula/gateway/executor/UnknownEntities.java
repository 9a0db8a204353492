package io.aula.gateway.executor;

import java.util.HashSet;
import java.util.Set;

/**
 * Objects that a subgraph was asked about and answered with null and no error: it has no such entity. A subgraph that adds fields
 * to all ids alike may still have told of one; at most as many are held as were asked for.
 */
final class UnknownEntities {

    private final Set<Long> unknown = new HashSet<>();
    private final Set<Long> told = new HashSet<>();

    void unknown(long object) {
        unknown.add(object);
    }

    void told(long object) {
        told.add(object);
    }

    /** Whether one of those asked has no such entity. */
    boolean has(long object) {
        return unknown.contains(object);
    }

    /** Whether nobody who was asked has such an entity. */
    boolean nobodyKnows(long object) {
        return unknown.contains(object) && !told.contains(object);
    }
}
