package io.aula.gateway.executor;

import io.aula.gateway.operation.Condition;
import java.util.List;

/**
 * The keys that a request was to put into an object. Where it had nothing to put, they are null: a key that is missing was left out
 * by whoever answered. A key is asked for where all conditions of one of its {@code alternatives} hold.
 */
record OutputKeys(long[] keys, List<List<List<Condition>>> alternatives) {

    void putNulls(Records records, long object) {
        for (var key : keys) {
            if (records.find(object, key) < 0) {
                records.add(object, key, Records.NOTHING);
            }
        }
    }

    boolean isAsked(int key, Variables variables) {
        return alternatives.get(key).stream().anyMatch(variables::holds);
    }
}
