package io.aula.gateway.executor;

import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import org.jspecify.annotations.Nullable;

/** A plan ready to run, any number of times and on any loop. */
public final class CompiledPlan {

    private final Operation operation;
    private final @Nullable Step root;
    private final Shape.Composite shape;
    private final byte[] names;
    private final TypeNames abstractTypes;

    CompiledPlan(
            Operation operation, @Nullable Step root, Shape.Composite shape, byte[] names, TypeNames abstractTypes) {
        this.operation = operation;
        this.root = root;
        this.shape = shape;
        this.names = names;
        this.abstractTypes = abstractTypes;
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

    Shape.Composite shape() {
        return shape;
    }

    byte[] names() {
        return names;
    }

    TypeNames abstractTypes() {
        return abstractTypes;
    }
}
