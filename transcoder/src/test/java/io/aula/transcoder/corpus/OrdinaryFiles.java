package io.aula.transcoder.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files as cameras, phones, recorders and editors make them. The usual clip lasts eight seconds; at one, three, five and
 * seven it flashes and beeps.
 */
final class OrdinaryFiles {

    static final String X264 = " -c:v libx264 -preset ultrafast -g 50 -bf 2 -pix_fmt yuv420p ";
    static final String AAC = " -c:a aac ";

    static final double[] ODD_SECONDS = {1, 3, 5, 7};

    private OrdinaryFiles() {}

    static String picture(String size, String rate, double seconds) {
        return (" -f lavfi -i color=black:s=%s:r=%s:d=%s,drawbox=t=fill:c=white:enable=between(mod(t\\,2)\\,0.99\\,1.11) ")
                .formatted(size, rate, seconds);
    }

    static String sound(double seconds) {
        return " -f lavfi -i aevalsrc=0.5*sin(2*PI*1000*t)*between(mod(t\\,2)\\,1\\,1.12):d=%s:s=48000 "
                .formatted(seconds);
    }

    static String clip() {
        return picture("320x180", "25", 8) + sound(8);
    }

    static List<MadeFile> all() {
        List<MadeFile> all = new ArrayList<>(TimedFiles.all());
        all.addAll(SoundFiles.all());
        all.addAll(PictureFiles.all());
        all.addAll(TextFiles.all());
        return all;
    }

    /** Small changes to files that no program makes by itself. */
    static final class Bytes {

        private Bytes() {}

        static void replaceFirst(Path file, String from, String to) throws java.io.IOException {
            byte[] bytes = Files.readAllBytes(file);
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(from);
            System.arraycopy(to.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, to.length());
            Files.write(file, bytes);
        }

        /** A box nobody knows is skipped. */
        static void hideAll(Path file, String box) throws java.io.IOException {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            for (int at = text.indexOf(box); at >= 0; at = text.indexOf(box, at + 1)) {
                System.arraycopy("hide".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 4);
            }
            Files.write(file, bytes);
        }

        /** Adds an element at the end of another one of a Matroska file (RFC 8794), named by the ids on the way to it. */
        static void insertInto(Path file, List<Integer> way, byte[] element) throws java.io.IOException {
            byte[] all = Files.readAllBytes(file);
            Files.write(file, inserted(all, 0, all.length, way, element));
        }

        private static byte[] inserted(byte[] all, int from, int to, List<Integer> way, byte[] element)
                throws java.io.IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int at = from;
            while (!way.isEmpty()) {
                int sizeAt = at + Integer.numberOfLeadingZeros(all[at] & 255) - 23;
                int content = sizeAt + Integer.numberOfLeadingZeros(all[sizeAt] & 255) - 23;
                int bits = 7 * (content - sizeAt);
                long size = number(all, sizeAt, content - sizeAt) & (1L << bits) - 1;
                boolean isUnknown = size == (1L << bits) - 1;
                int end = isUnknown ? to : content + (int) size;
                if (number(all, at, sizeAt - at) == Integer.toUnsignedLong(way.getFirst())) {
                    byte[] longer = inserted(all, content, end, way.subList(1, way.size()), element);
                    out.write(all, from, sizeAt - from);
                    out.write(ByteBuffer.allocate(8)
                            .putLong(1L << 56 | (isUnknown ? (1L << 56) - 1 : longer.length))
                            .array());
                    out.write(longer);
                    out.write(all, end, to - end);
                    return out.toByteArray();
                }
                at = end;
            }
            out.write(all, from, to - from);
            out.write(element);
            return out.toByteArray();
        }

        private static long number(byte[] bytes, int at, int count) {
            long value = 0;
            for (int i = 0; i < count; i++) {
                value = value << 8 | bytes[at + i] & 255;
            }
            return value;
        }

        static void insert(Path file, String box) throws java.io.IOException {
            byte[] bytes = Files.readAllBytes(file);
            byte[] with = new byte[bytes.length + 32];
            with[3] = 32;
            System.arraycopy(box.getBytes(StandardCharsets.ISO_8859_1), 0, with, 4, 4);
            System.arraycopy(bytes, 0, with, 32, bytes.length);
            Files.write(file, with);
        }
    }
}
