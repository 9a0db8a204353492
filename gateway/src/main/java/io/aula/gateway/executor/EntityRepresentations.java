package io.aula.gateway.executor;

import java.util.Arrays;

/** Collects the objects a look-up is for and writes each different representation once, straight into the request's body. */
final class EntityRepresentations {

    private static final int KNOWN = -1;
    private static final int NO_KEY = -2;
    /** Somebody left out what it would be asked with; so is, then, what it would be asked for. */
    private static final int LEFT_OUT = -3;

    private final Records records;
    private final JsonBuffer out;
    private final KnownEntities known;
    private final RepresentationWriter writer;
    private final DistinctSlices slices;
    private long[] targets = new long[16];
    private int[] answers = new int[16];
    private int[] pathOf = new int[16];
    private int targetCount;
    /** Whether some representation of the object looked at last failed for what was left out, and whether for a null. */
    private boolean lacks;

    private boolean isNull;

    EntityRepresentations(Records records, JsonBuffer out, KnownEntities known) {
        this.records = records;
        this.out = out;
        this.known = known;
        this.writer = new RepresentationWriter(records, out);
        this.slices = new DistinctSlices(out);
    }

    int targets() {
        return targetCount;
    }

    int representations() {
        return slices.count();
    }

    long target(int i) {
        return targets[i];
    }

    /** Position in the answer's list of what belongs to a target. */
    int answer(int target) {
        return answers[target];
    }

    int path(int target) {
        return pathOf[target];
    }

    void collect(Step.Lookup lookup, long root) {
        for (var path = 0; path < lookup.paths().size(); path++) {
            var index = path;
            lookup.paths().get(path).walk(records, root, (object, trail) -> offer(lookup, object, index));
        }
    }

    /** Sends the object along, if it can be represented and is not known. */
    void offer(Step.Lookup lookup, long object, int path) {
        var answer = represent(lookup, object);
        if (answer >= 0) {
            add(object, answer, path);
        } else if (answer == NO_KEY) {
            lookup.output().putNulls(records, object);
        }
    }

    /** The number of an object's representation, or why none is sent. */
    private int represent(Step.Lookup lookup, long object) {
        lacks = false;
        isNull = false;
        var whole = represent(lookup, object, false);
        // A key that is there altogether says more than one with a null in it.
        var answer = whole == NO_KEY ? represent(lookup, object, true) : whole;
        return answer == NO_KEY && lacks && !isNull ? LEFT_OUT : answer;
    }

    private int represent(Step.Lookup lookup, long object, boolean lenient) {
        var typename = records.get(object, TypeNames.TYPENAME);
        for (var representation : lookup.representations()) {
            var matches = Records.isString(typename)
                    ? representation.types().contains(records, typename)
                    : lookup.representations().size() == 1;
            if (!matches || lenient && !representation.lenient()) {
                continue;
            }
            var from = out.length();
            if (slices.count() > 0) {
                out.put(',');
            }
            var start = out.length();
            if (!writer.write(representation, object, lenient)) {
                out.truncate(from);
                lacks |= writer.lacks();
                isNull |= !writer.lacks();
                continue;
            }
            var length = out.length() - start;
            if (known.give(out, start, length, object)) {
                out.truncate(from);
                return KNOWN;
            }
            var before = slices.count();
            var number = slices.add(start, length);
            if (slices.count() == before) {
                out.truncate(from);
            }
            return number;
        }
        return NO_KEY;
    }

    private void add(long object, int answer, int path) {
        if (targetCount == targets.length) {
            targets = Arrays.copyOf(targets, targetCount * 2);
            answers = Arrays.copyOf(answers, targetCount * 2);
            pathOf = Arrays.copyOf(pathOf, targetCount * 2);
        }
        targets[targetCount] = object;
        answers[targetCount] = answer;
        pathOf[targetCount++] = path;
    }
}
