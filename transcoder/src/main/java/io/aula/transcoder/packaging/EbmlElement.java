package io.aula.transcoder.packaging;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The head of an element (RFC 8794).
 *
 * @param size of its content; −1 when it is not known
 */
record EbmlElement(int id, long size, int headBytes) {

    interface Visitor {
        void visit(int id, ByteBuffer content);
    }

    static EbmlElement read(ByteBuffer in) {
        int from = in.position();
        int first = in.get() & 0xff;
        int length = Integer.numberOfLeadingZeros(first) - 23;
        if (length > 4) {
            throw new BufferUnderflowException(); // No element begins so.
        }
        int id = first;
        for (int i = 1; i < length; i++) {
            id = id << 8 | in.get() & 0xff;
        }
        int head = in.get() & 0xff;
        int more = Integer.numberOfLeadingZeros(head) - 24;
        if (more > 7) {
            throw new BufferUnderflowException();
        }
        long size = head & (1 << 7 - more) - 1;
        for (int i = 0; i < more; i++) {
            size = size << 8 | in.get() & 0xff;
        }
        boolean isUnknown = size == (1L << 7 * (more + 1)) - 1;
        return new EbmlElement(id, isUnknown ? -1 : size, in.position() - from);
    }

    static void forEach(ByteBuffer in, Visitor visitor) {
        while (in.hasRemaining()) {
            EbmlElement element = read(in);
            if (element.size < 0 || element.size > in.remaining()) {
                throw new BufferUnderflowException();
            }
            ByteBuffer content = in.slice(in.position(), (int) element.size);
            in.position(in.position() + (int) element.size);
            visitor.visit(element.id, content);
        }
    }

    /** An unsigned number, as long as its element. */
    static long whole(ByteBuffer in) {
        long value = 0;
        while (in.hasRemaining()) {
            value = value << 8 | in.get() & 0xff;
        }
        return value;
    }
}
