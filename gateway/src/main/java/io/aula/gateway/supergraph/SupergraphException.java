package io.aula.gateway.supergraph;

import graphql.language.Node;

/** The supergraph document cannot be used; the message names the line where it is known. */
public final class SupergraphException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SupergraphException(String reason, Throwable cause) {
        super(reason, cause);
    }

    static SupergraphException at(Node<?> node, String reason) {
        var location = node.getSourceLocation();
        var line = location == null ? "" : "line " + location.getLine() + ": ";
        return new SupergraphException(line + reason, new IllegalArgumentException(reason));
    }
}
