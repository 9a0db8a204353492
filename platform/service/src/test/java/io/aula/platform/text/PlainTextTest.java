package io.aula.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @Test
    void whatIsKeptIsComposedSoThatTwoWaysOfTypingAreOneText() {
        assertThat(PlainText.normalized("I\u0301ndices de mu\u0308ller")).isEqualTo("Índices de müller");
        assertThat(PlainText.name("A\u030Angstro\u0308m")).isEqualTo("Ångström");
    }

    @Test
    void controlCharactersGoAndLinesAndTabsStay() {
        assertThat(PlainText.normalized("half \uD83C\uDFAC and \uD83C alone, \uDFAC too"))
                .isEqualTo("half \uD83C\uDFAC and  alone,  too");
        assertThat(PlainText.normalized("a\u0000b\u0007c\u009Bd\te\r\nf\rg\n")).isEqualTo("abcd\te\nf\ng\n");
    }

    @Test
    void aNameStandsOnOneLineWithoutWhatCannotBeSeenAtItsEnds() {
        assertThat(PlainText.name(" \u00A0\u200B\u2060\uFEFFAna\nMaría\t\u3000\u200F "))
                .isEqualTo("Ana María");
        assertThat(PlainText.name("Ana\u2028María")).isEqualTo("Ana María");
    }

    @Test
    void aNameTurnsNothingRoundThatStandsBesideIt() {
        assertThat(PlainText.name("Ana\u202Egpj.exe\u2066\u2069")).isEqualTo("Anagpj.exe");
    }

    @Test
    void joinersAndSelectorsWithinAreKeptSinceTheyChangeWhatIsSeen() {
        assertThat(PlainText.name("می\u200Cخواهم")).isEqualTo("می\u200Cخواهم");
        assertThat(PlainText.name(" 👩\u200D💻 ❤\uFE0F ")).isEqualTo("👩\u200D💻 ❤\uFE0F");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\t",
                "\u00A0",
                "\u200B",
                "\u200D",
                "\u202E",
                "\u2066\u2069",
                "\uFEFF",
                "\u3000",
                "\u00AD",
                "\u3164",
                "\u2800",
                "\uFE0F",
                "\uFFFC",
                "\u2028",
                "\u061C",
                "\uDB40\uDC61",
                "\u0000",
                "<img src='x.png'>",
                "![](x.png)",
                " ![alt](x.png) <IMG alt=name> "
            })
    void nothingVisibleAndAnImageAloneAreBlank(String text) {
        assertThat(PlainText.isBlank(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ñ", "語", "❤\uFE0F", "👩\u200D💻", "\u200Ba", "<b>", "![", "x <img src='y'>"})
    void whatCanBeSeenIsNotBlank(String text) {
        assertThat(PlainText.isBlank(text)).isFalse();
    }

    @Test
    void doingItTwiceIsDoingItOnce() {
        String wild = "\u200B I\u0301\u0000 \r\n\u202Ex\u2066 ❤\uFE0F\u00A0";
        assertThat(PlainText.name(PlainText.name(wild))).isEqualTo(PlainText.name(wild));
        assertThat(PlainText.normalized(PlainText.normalized(wild))).isEqualTo(PlainText.normalized(wild));
    }
}
