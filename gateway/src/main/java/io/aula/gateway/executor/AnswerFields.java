package io.aula.gateway.executor;

import java.nio.charset.StandardCharsets;

/** The {@code data} and {@code errors} of a subgraph's answer. */
final class AnswerFields {

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERRORS = "errors".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PATH = "path".getBytes(StandardCharsets.US_ASCII);

    private long data;
    private long errors;

    /** False if this is no GraphQL response: data is an object, or nothing and an error says why (section 7.1). */
    boolean read(Records records, long answer) {
        if (!Records.isObject(answer)) {
            return false;
        }
        data = records.get(answer, DATA);
        errors = records.get(answer, ERRORS);
        return Records.isObject(data) || Records.isNull(data) && errorCount(records) > 0;
    }

    long data() {
        return data;
    }

    long errors() {
        return errors;
    }

    int errorCount(Records records) {
        return Records.isList(errors) ? records.size(errors) : 0;
    }

    static long path(Records records, long error) {
        return Records.isObject(error) ? records.get(error, PATH) : Records.ABSENT;
    }
}
