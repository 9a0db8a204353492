package io.aula.gateway.edge;

import io.aula.gateway.executor.JsonBuffer;
import java.util.List;

/** A request that is not executed: {@code errors} is the JSON of the list, {@code malformed} means no GraphQL request at all. */
record Refusal(int status, boolean malformed, byte[] errors) {

    static Refusal malformed(int status, String message) {
        return new Refusal(status, true, error(message, "BAD_REQUEST"));
    }

    static Refusal of(int status, String code, String message) {
        return new Refusal(status, false, error(message, code));
    }

    /** A problem at a place of the document. */
    record Problem(String message, String code, List<int[]> places) {}

    static Refusal document(List<Problem> problems) {
        var out = new JsonBuffer(256).put('[');
        for (var i = 0; i < problems.size(); i++) {
            out.raw(i == 0 ? "" : ",");
            problem(out, problems.get(i));
        }
        return new Refusal(400, false, out.put(']').toByteArray());
    }

    private static byte[] error(String message, String code) {
        var out = new JsonBuffer(128).put('[');
        problem(out, new Problem(message, code, List.of()));
        return out.put(']').toByteArray();
    }

    private static void problem(JsonBuffer out, Problem problem) {
        out.raw("{\"message\":").string(problem.message());
        if (!problem.places().isEmpty()) {
            out.raw(",\"locations\":[");
            for (var i = 0; i < problem.places().size(); i++) {
                var place = problem.places().get(i);
                out.raw(i == 0 ? "" : ",").raw("{\"line\":" + place[0] + ",\"column\":" + place[1] + "}");
            }
            out.put(']');
        }
        out.raw(",\"extensions\":{\"code\":").string(problem.code()).raw("}}");
    }

    /** The refusal as a GraphQL response. */
    JsonBuffer response() {
        return new JsonBuffer(errors.length + 16)
                .raw("{\"errors\":")
                .put(errors)
                .put('}');
    }
}
