package io.aula.courses.captions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CueTextTest {
    @Test
    void blanksAtTheEndsOfLinesAndEmptyLinesGo() {
        assertThat(CueText.of(" \u00A0uno\u200B \n\n \u200F \ndos\t")).isEqualTo("uno\ndos");
    }

    @Test
    void codeThatWouldShowAnImageElsewhereIsTextHere() {
        assertThat(CueText.of("<img src=\"a.png\">\n![foto](a.png)")).isEqualTo("<img src=\"a.png\">\n![foto](a.png)");
    }

    @Test
    void marksOfDirectionAtTheEndsOfLinesStay() {
        assertThat(CueText.of(" \u200FHTML היא שפה.\u200F ")).isEqualTo("\u200FHTML היא שפה.\u200F");
        assertThat(CueText.of("\u202Bشكرا!\u202C\n\u2067C++\u2069")).isEqualTo("\u202Bشكرا!\u202C\n\u2067C++\u2069");
    }
}
