package io.aula.gateway.executor;

/**
 * The keys that a request was to put into an object. Where it had nothing to put, they are null: a key that is missing was left out
 * by whoever answered.
 */
record OutputKeys(long[] keys) {

    void putNulls(Records records, long object) {
        for (var key : keys) {
            if (records.find(object, key) < 0) {
                records.add(object, key, Records.NOTHING);
            }
        }
    }
}
