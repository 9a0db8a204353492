package io.aula.gateway.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Compares, hashes and copies slices eight bytes at a time: most are so short that a call to the library takes longer. */
final class Bytes {

    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int SHORT = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    static boolean equal(byte[] left, int leftFrom, byte[] right, int rightFrom, int length) {
        if (length < Long.BYTES) {
            for (var i = 0; i < length; i++) {
                if (left[leftFrom + i] != right[rightFrom + i]) {
                    return false;
                }
            }
            return true;
        }
        if (length > SHORT) {
            return Arrays.equals(left, leftFrom, leftFrom + length, right, rightFrom, rightFrom + length);
        }
        var last = length - Long.BYTES;
        for (var i = 0; i < last; i += Long.BYTES) {
            if (word(left, leftFrom + i) != word(right, rightFrom + i)) {
                return false;
            }
        }
        return word(left, leftFrom + last) == word(right, rightFrom + last);
    }

    static int hash(byte[] bytes, int from, int length) {
        var hash = length * MIX;
        if (length < Long.BYTES) {
            for (var i = 0; i < length; i++) {
                hash = hash * 31 + bytes[from + i];
            }
        } else {
            var last = length - Long.BYTES;
            for (var i = 0; i < last; i += Long.BYTES) {
                hash = mixed(hash, word(bytes, from + i));
            }
            hash = mixed(hash, word(bytes, from + last));
        }
        hash *= MIX;
        return (int) (hash ^ hash >>> 32);
    }

    /** All the bits that are set in any byte, wherever in the word. */
    static long or(byte[] bytes, int from, int length) {
        var all = 0L;
        if (length < Long.BYTES) {
            for (var i = 0; i < length; i++) {
                all |= bytes[from + i];
            }
            return all;
        }
        var last = length - Long.BYTES;
        for (var i = 0; i < last; i += Long.BYTES) {
            all |= word(bytes, from + i);
        }
        return all | word(bytes, from + last);
    }

    private static long mixed(long hash, long word) {
        var next = (hash ^ word) * MIX;
        return next ^ next >>> 29;
    }

    static void copy(byte[] source, int from, byte[] target, int to, int length) {
        if (length < Long.BYTES) {
            for (var i = 0; i < length; i++) {
                target[to + i] = source[from + i];
            }
        } else if (length <= SHORT) {
            var last = length - Long.BYTES;
            for (var i = 0; i < last; i += Long.BYTES) {
                WORD.set(target, to + i, word(source, from + i));
            }
            WORD.set(target, to + last, word(source, from + last));
        } else {
            System.arraycopy(source, from, target, to, length);
        }
    }

    private static long word(byte[] bytes, int at) {
        return (long) WORD.get(bytes, at);
    }
}
