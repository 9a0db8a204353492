package io.aula.gateway.executor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was written of objects that stand in several places of the response: the same fields of the same object are the same text. */
final class Written {

    private Shape.@Nullable Fields[] fields = {};
    private int[] offsets = {};
    private int[] lengths = {};
    /** What was remembered before something was taken back has an older one. */
    private int[] generations = {};

    private int generation = 1;

    /** Writes the object of this number once more; false if these fields of it have not been written. */
    boolean repeat(int number, Shape.Fields wanted, JsonBuffer out) {
        if (number >= fields.length || fields[number] != wanted || generations[number] != generation) {
            return false;
        }
        out.repeat(offsets[number], lengths[number]);
        return true;
    }

    /** What stands from {@code offset} on is the object of this number; there are at most {@code most}. */
    void remember(int number, int most, Shape.Fields written, int offset, JsonBuffer out) {
        if (fields.length <= most) {
            fields = Arrays.copyOf(fields, most + 1);
            offsets = Arrays.copyOf(offsets, most + 1);
            lengths = Arrays.copyOf(lengths, most + 1);
            generations = Arrays.copyOf(generations, most + 1);
        }
        fields[number] = written;
        offsets[number] = offset;
        lengths[number] = out.length() - offset;
        generations[number] = generation;
    }

    /** Something was taken back, and nobody notes of what it was part. */
    void forget() {
        generation++;
    }
}
