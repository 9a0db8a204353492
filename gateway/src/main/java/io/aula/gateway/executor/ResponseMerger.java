package io.aula.gateway.executor;

import java.util.List;

/** Puts an answer's objects into the response's. Scalars and whole subtrees are shared, never copied. */
final class ResponseMerger {

    private final Records records;
    private final TypeNames abstractTypes;

    ResponseMerger(Records records, TypeNames abstractTypes) {
        this.records = records;
        this.abstractTypes = abstractTypes;
    }

    void merge(long target, long source) {
        if (target == source) {
            return;
        }
        for (var i = 0; i < records.size(source); i++) {
            put(target, records.key(source, i), records.value(source, i));
        }
    }

    /** Puts one more value under a key, where there may be one already. */
    void put(long target, long key, long value) {
        var place = records.find(target, key);
        if (place < 0) {
            records.add(target, key, value);
        } else {
            records.setValue(target, place, merged(key, records.value(target, place), value));
        }
    }

    private long merged(long key, long present, long arriving) {
        if (Records.isNull(arriving) || present == arriving) {
            return present;
        }
        if (Records.isObject(present) && Records.isObject(arriving)) {
            merge(present, arriving);
            return present;
        }
        if (Records.isList(present) && Records.isList(arriving) && records.size(present) == records.size(arriving)) {
            for (var i = 0; i < records.size(present); i++) {
                records.setItem(
                        present, i, merged(Records.ABSENT, records.item(present, i), records.item(arriving, i)));
            }
            return present;
        }
        // A subgraph that knows an interface as an object names the interface; the concrete name is worth more.
        var lessExact = key != Records.ABSENT
                && records.equal(key, TypeNames.TYPENAME)
                && Records.isString(present)
                && abstractTypes.contains(records, arriving);
        return lessExact ? present : arriving;
    }

    void rename(long root, List<Step.Rename> renames) {
        for (var rename : renames) {
            rename.path().walk(records, root, (object, trail) -> {
                var place = records.find(object, rename.alias());
                if (place >= 0) {
                    rename(object, place, rename.key());
                }
            });
        }
    }

    /** What was asked for in two ways, as under two conditions, may be there under its own name too. */
    private void rename(long object, int place, long key) {
        if (records.find(object, key) < 0) {
            records.rename(object, place, key);
        } else {
            put(object, key, records.value(object, place));
            records.remove(object, place);
        }
    }
}
