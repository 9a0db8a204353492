package io.aula.courses.captions.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The lines of a text file that does not say how its letters are written: by its byte order mark, else as UTF-8 if it is
 * that, else as Windows-1252, which old editors wrote.
 */
final class FileText {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char MARK = '\uFEFF';

    private FileText() {}

    static List<String> lines(byte[] bytes) {
        String text = decoded(bytes).replace('\0', '\uFFFD');
        String plain = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        // A line ends as WebVTT says (section 4.1): CRLF, LF or CR alone.
        return List.of(plain.split("\r\n|\n|\r", -1));
    }

    private static String decoded(byte[] bytes) {
        if (begins(bytes, 0xFF, 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16LE);
        }
        if (begins(bytes, 0xFE, 0xFF)) {
            return new String(bytes, StandardCharsets.UTF_16BE);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
