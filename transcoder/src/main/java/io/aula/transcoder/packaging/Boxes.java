package io.aula.transcoder.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds ISO base media boxes (ISO/IEC 14496-12) in a buffer. */
final class Boxes {

    static final int HEADER = 8;

    private Boxes() {}

    /** Offset of the box at the path, first of its kind on each level. */
    static int find(ByteBuffer in, int from, int to, String... path) throws IOException {
        int start = from;
        int end = to;
        for (int depth = 0; ; depth++) {
            int found = child(in, start, end, path[depth]);
            if (depth == path.length - 1) {
                return found;
            }
            start = found + HEADER;
            end = found + in.getInt(found);
        }
    }

    /** From where to where each box of a kind goes, as far as boxes can be made out. */
    static List<int[]> children(ByteBuffer in, int from, int to, String name) {
        List<int[]> found = new ArrayList<>();
        for (int at = from; at + HEADER <= to; ) {
            int size = in.getInt(at);
            if (size < HEADER || size > to - at) {
                break;
            }
            if (type(in, at).equals(name)) {
                found.add(new int[] {at, at + size});
            }
            at += size;
        }
        return found;
    }

    static String type(ByteBuffer in, int at) {
        byte[] name = new byte[4];
        in.get(at + 4, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static int child(ByteBuffer in, int from, int to, String name) throws IOException {
        for (int at = from; at + HEADER <= to; ) {
            int size = in.getInt(at);
            if (size < HEADER || at + size > to) {
                throw new IOException("box " + type(in, at) + " of " + size + " bytes does not fit");
            }
            if (type(in, at).equals(name)) {
                return at;
            }
            at += size;
        }
        throw new IOException("no box " + name);
    }
}
