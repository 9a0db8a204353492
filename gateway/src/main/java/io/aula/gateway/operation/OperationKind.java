package io.aula.gateway.operation;

/** The three kinds of GraphQL operation. */
public enum OperationKind {
    QUERY,
    MUTATION,
    SUBSCRIPTION;

    /** The keyword that starts an operation of this kind. */
    public String keyword() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
