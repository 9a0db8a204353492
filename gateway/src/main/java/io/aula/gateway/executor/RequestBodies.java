package io.aula.gateway.executor;

/** Writes request bodies around the texts prepared with the plan. */
final class RequestBodies {

    private static final byte[] VARIABLES = TypeNames.bytes(",\"variables\":{");

    private RequestBodies() {}

    static SubgraphCall plain(Step.CallText text, ExecutionInput input, boolean repeatable) {
        var body = new JsonBuffer(text.opening().length + 64).put(text.opening());
        if (!text.variables().isEmpty()) {
            body.put(VARIABLES);
            variables(text, input, body);
            body.put('}');
        }
        return call(text, input, body.put('}'), repeatable);
    }

    /** Opens a body that will hold representations. */
    static JsonBuffer open(Step.CallText text, ExecutionInput input) {
        var body =
                new JsonBuffer(text.opening().length + 512).put(text.opening()).put(VARIABLES);
        if (variables(text, input, body)) {
            body.put(',');
        }
        return body;
    }

    static SubgraphCall call(Step.CallText text, ExecutionInput input, JsonBuffer body, boolean repeatable) {
        return new SubgraphCall(text.subgraph(), body, input.headers(), input.deadlineNanos(), repeatable);
    }

    /** The client's variables; false if there are none. Those the caller left out stay out, so that the subgraph's defaults hold. */
    static boolean variables(Step.CallText text, ExecutionInput input, JsonBuffer body) {
        var written = false;
        for (var variable : text.variables()) {
            var json = input.variables().json().get(variable.name());
            if (json != null) {
                if (written) {
                    body.put(',');
                }
                body.put(variable.key()).put(json);
                written = true;
            }
        }
        return written;
    }
}
