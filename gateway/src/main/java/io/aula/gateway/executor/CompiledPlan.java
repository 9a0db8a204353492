package io.aula.gateway.executor;

import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A plan ready to run, any number of times and on any loop. */
public final class CompiledPlan {

    private final Operation operation;
    private final @Nullable Step root;
    private static final int MAX_SHAPES = 64;

    private final Function<Set<Integer>, Shape.Composite> shapes;
    private final Shape.Composite shape;
    private final Map<Set<Integer>, Shape.Composite> partial = new ConcurrentHashMap<>();
    private final byte[] names;
    private final TypeNames abstractTypes;
    private final boolean repeating;
    private final boolean refetches;

    CompiledPlan(
            Operation operation,
            @Nullable Step root,
            Function<Set<Integer>, Shape.Composite> shapes,
            byte[] names,
            TypeNames abstractTypes,
            boolean repeating) {
        this.operation = operation;
        this.root = root;
        this.shapes = shapes;
        this.shape = shapes.apply(Set.of());
        this.names = names;
        this.abstractTypes = abstractTypes;
        this.repeating = repeating;
        this.refetches = shape.otherwise().list().stream().anyMatch(field -> refetches(field.shape()));
    }

    private static boolean refetches(Shape shape) {
        return shape instanceof Shape.Refetched || shape instanceof Shape.ListOf list && refetches(list.item());
    }

    public Operation operation() {
        return operation;
    }

    public boolean isSubscription() {
        return operation.kind() == OperationKind.SUBSCRIPTION;
    }

    @Nullable
    Step root() {
        return root;
    }

    /** Whether a client that takes answers in parts gets more than one. */
    public boolean isDeferrable() {
        return root instanceof Step.Deferred;
    }

    /** Whether objects are asked for by their ids alone. */
    boolean refetches() {
        return refetches;
    }

    Shape.Composite shape() {
        return shape;
    }

    /** The shape of the first answer when these parts come later. */
    Shape.Composite shape(Set<Integer> later) {
        if (later.isEmpty()) {
            return shape;
        }
        if (partial.size() >= MAX_SHAPES && !partial.containsKey(later)) {
            return shapes.apply(later);
        }
        return partial.computeIfAbsent(later, shapes);
    }

    byte[] names() {
        return names;
    }

    /** Whether the same is done with all objects at one place of the response. */
    boolean repeating() {
        return repeating;
    }

    TypeNames abstractTypes() {
        return abstractTypes;
    }
}
