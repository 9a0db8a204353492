package io.aula.transcoder.packaging;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an ISO or QuickTime file names others that hold what it shows: by a data reference (ISO/IEC 14496-12, 8.7.2), as an
 * editor's reference movie does, or by alternatives ({@code rmra} in the QuickTime File Format). Nobody follows them.
 */
public final class IsoReferences {

    private static final int SELF_CONTAINED = 1;
    /** Of a reference that names nothing: size, type, version and flags. */
    private static final int EMPTY = 12;

    private static final Set<String> KINDS = Set.of("url ", "urn ", "alis", "rsrc");

    private IsoReferences() {}

    public static boolean areIn(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            Optional<ByteBuffer> moov = IsoMovie.moov(in);
            return moov.isPresent() && areIn(moov.get());
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static boolean areIn(ByteBuffer moov) {
        int end = moov.capacity();
        return !Boxes.children(moov, Boxes.HEADER, end, "rmra").isEmpty()
                || Boxes.children(moov, Boxes.HEADER, end, "trak").stream()
                        .anyMatch(track -> isElsewhere(moov, track[0], track[1]));
    }

    private static boolean isElsewhere(ByteBuffer moov, int from, int to) {
        try {
            int dref = Boxes.find(moov, from, to, "trak", "mdia", "minf", "dinf", "dref");
            int first = dref + 16;
            return KINDS.stream()
                    .flatMap(kind -> Boxes.children(moov, first, dref + moov.getInt(dref), kind).stream())
                    .anyMatch(
                            entry -> entry[1] - entry[0] > EMPTY && (moov.getInt(entry[0] + 8) & SELF_CONTAINED) == 0);
        } catch (IOException e) {
            return false;
        }
    }
}
