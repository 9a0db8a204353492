package io.aula.gateway.operation.document;

import graphql.language.SourceLocation;

/** A text that is no document; the message is for the client. */
public final class DocumentSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    DocumentSyntaxException(String problem, int line, int column) {
        super("Syntax error at line " + line + ", column " + column + ": " + problem, null, false, false);
        this.line = line;
        this.column = column;
    }

    /** Where reading stopped, both counted from one. */
    public SourceLocation location() {
        return new SourceLocation(line, column);
    }
}
