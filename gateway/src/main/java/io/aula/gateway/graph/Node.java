package io.aula.gateway.graph;

import io.aula.gateway.supergraph.FieldSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A type as one subgraph knows it; {@code provided} are the fields that only the way here makes available. A graph has one node for
 * each, so that equal means the same, and keeps with it the edges it has worked out.
 */
public final class Node {

    private final String type;
    private final String subgraph;
    private final FieldSet provided;
    private final int hash;

    final Map<String, Optional<FieldMove>> fields = new ConcurrentHashMap<>();
    volatile @Nullable List<Jump> jumps;
    volatile @Nullable List<FieldSet> ownKeys;
    volatile @Nullable Set<String> objects;

    Node(String type, String subgraph, FieldSet provided) {
        this.type = type;
        this.subgraph = subgraph;
        this.provided = provided;
        this.hash = 31 * type.hashCode() + subgraph.hashCode();
    }

    public String type() {
        return type;
    }

    public String subgraph() {
        return subgraph;
    }

    public FieldSet provided() {
        return provided;
    }

    /** The same for every run, so that plans are. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return type + "@" + subgraph + (provided.isEmpty() ? "" : " provided { " + provided.print() + " }");
    }
}
