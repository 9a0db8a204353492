package io.aula.gateway.executor;

import java.util.ArrayList;
import java.util.List;

/**
 * Entities that the same subgraph has already told about in this very operation, with all that a look-up wants. They are found by
 * the representation that would be sent for them, so whatever the subgraph could tell apart stays apart.
 */
final class KnownEntities {

    private record Known(long object, Step.Reuse reuse) {}

    private final Records records;
    private final ResponseMerger merger;
    private final JsonBuffer written = new JsonBuffer(512);
    private final RepresentationWriter writer;
    private final DistinctSlices representations = new DistinctSlices(written);
    private final List<Known> known = new ArrayList<>();

    KnownEntities(Records records, ResponseMerger merger) {
        this.records = records;
        this.merger = merger;
        this.writer = new RepresentationWriter(records, written);
    }

    void collect(Step.Lookup lookup, long root) {
        for (var reuse : lookup.reuses()) {
            reuse.path().walk(records, root, (object, trail) -> collect(reuse, object));
        }
    }

    private void collect(Step.Reuse reuse, long object) {
        if (!reuse.representation().types().contains(records, records.get(object, TypeNames.TYPENAME))
                || !hasAll(reuse, object)) {
            return;
        }
        var start = written.length();
        if (!writer.write(reuse.representation(), object, reuse.representation().lenient())) {
            written.truncate(start);
            return;
        }
        if (representations.add(start, written.length() - start) == known.size()) {
            known.add(new Known(object, reuse));
        } else {
            written.truncate(start);
        }
    }

    private boolean hasAll(Step.Reuse reuse, long object) {
        for (var field : reuse.fields()) {
            if (records.get(object, field) == Records.ABSENT) {
                return false;
            }
        }
        return true;
    }

    /** Gives the object what is known of the entity so represented; false if nothing is. */
    boolean give(JsonBuffer body, int offset, int length, long object) {
        var number = representations.find(body, offset, length);
        if (number < 0) {
            return false;
        }
        var entity = known.get(number);
        for (var field : entity.reuse().fields()) {
            var place = records.find(entity.object(), field);
            merger.put(object, records.key(entity.object(), place), records.value(entity.object(), place));
        }
        return true;
    }
}
