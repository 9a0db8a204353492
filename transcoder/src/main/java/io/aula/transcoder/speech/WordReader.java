package io.aula.transcoder.speech;

import io.aula.media.captions.SpokenWord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Joins tokens to words. The bytes of a word are put together before they are read as text, because a token may hold half a
 * letter. A token that begins with a space begins a word; scripts without spaces have a word for each token that ends a letter.
 */
final class WordReader {

    private static final Set<String> WITHOUT_SPACES = Set.of("zh", "ja", "yue", "th", "lo", "my", "km");

    private final boolean hasSpaces;
    private final List<SpokenWord> words = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean isGlued;
    private int startMs;
    private int endMs;
    private float confidence;

    private WordReader(boolean hasSpaces) {
        this.hasSpaces = hasSpaces;
    }

    static List<SpokenWord> words(List<Token> tokens, String language) {
        WordReader reader = new WordReader(!WITHOUT_SPACES.contains(language));
        tokens.forEach(reader::take);
        reader.finish();
        return List.copyOf(reader.words);
    }

    private void take(Token token) {
        boolean isSpaced = token.bytes().length > 0 && token.bytes()[0] == ' ';
        if (isSpaced || !hasSpaces && isWholeLetters() && !isPunctuation(token)) {
            finish();
            isGlued = !isSpaced;
        }
        if (bytes.size() == 0) {
            startMs = token.startMs();
            confidence = 1;
        }
        bytes.writeBytes(token.bytes());
        endMs = Math.max(startMs, token.endMs());
        if (!isPunctuation(token)) {
            confidence = Math.min(confidence, token.probability());
        }
    }

    private void finish() {
        String text = bytes.toString(StandardCharsets.UTF_8).strip();
        bytes.reset();
        if (text.codePoints().anyMatch(WordReader::isSpoken)) {
            words.add(new SpokenWord(text, startMs, endMs, confidence, isGlued && !words.isEmpty()));
        }
    }

    /** Whether the bytes so far end with a letter and not within one (RFC 3629, section 3). */
    private boolean isWholeLetters() {
        byte[] all = bytes.toByteArray();
        int back = 0;
        while (back < all.length && (all[all.length - 1 - back] & 0xC0) == 0x80) {
            back++;
        }
        if (back == all.length) {
            return false;
        }
        int lead = all[all.length - 1 - back] & 0xFF;
        int wanted = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        return back == wanted;
    }

    private static boolean isPunctuation(Token token) {
        String text = new String(token.bytes(), StandardCharsets.UTF_8);
        return text.codePoints().noneMatch(c -> isSpoken(c) || c == 0xFFFD);
    }

    /** Dashes, quotes and notes are not said; signs like % and + are. */
    private static boolean isSpoken(int letter) {
        return Character.isLetterOrDigit(letter)
                || Character.getType(letter) == Character.CURRENCY_SYMBOL
                || Character.getType(letter) == Character.MATH_SYMBOL
                || letter == '%'
                || letter == '&';
    }
}
