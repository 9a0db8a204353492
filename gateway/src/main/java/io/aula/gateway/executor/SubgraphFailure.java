package io.aula.gateway.executor;

/** Why a subgraph gave no usable answer; clients see the code and the sentence, never the address. */
public enum SubgraphFailure {
    UNREACHABLE("SUBGRAPH_UNAVAILABLE", "The service behind this field cannot be reached"),
    TIMEOUT("SUBGRAPH_TIMEOUT", "The service behind this field took too long"),
    TOO_LARGE("SUBGRAPH_RESPONSE_TOO_LARGE", "The service behind this field answered with too much"),
    NO_ROOM("OVERLOADED", "There is too much to do at the moment: try again shortly"),
    MALFORMED("SUBGRAPH_MALFORMED_RESPONSE", "The service behind this field answered with something unreadable");

    private final String code;
    private final String message;

    SubgraphFailure(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }
}
