package io.aula.gateway.operation.document;

enum TokenKind {
    NAME("a name"),
    INT("an integer"),
    FLOAT("a number"),
    STRING("a string"),
    BANG("'!'"),
    DOLLAR("'$'"),
    OPEN_PARENTHESIS("'('"),
    CLOSE_PARENTHESIS("')'"),
    SPREAD("'...'"),
    COLON("':'"),
    EQUALS("'='"),
    AT("'@'"),
    OPEN_BRACKET("'['"),
    CLOSE_BRACKET("']'"),
    OPEN_BRACE("'{'"),
    CLOSE_BRACE("'}'"),
    END("the end of the document");

    private final String words;

    TokenKind(String words) {
        this.words = words;
    }

    /** How a message calls it. */
    String words() {
        return words;
    }
}
