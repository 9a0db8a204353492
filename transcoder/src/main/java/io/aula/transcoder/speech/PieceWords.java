package io.aula.transcoder.speech;

import io.aula.media.captions.SpokenWord;
import java.util.List;

/**
 * What is said in a piece.
 *
 * @param english the same in English, where that was wanted; else nothing
 */
public record PieceWords(List<SpokenWord> words, List<SpokenWord> english) {

    public PieceWords {
        words = List.copyOf(words);
        english = List.copyOf(english);
    }
}
