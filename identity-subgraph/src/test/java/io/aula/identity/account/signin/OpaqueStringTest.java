package io.aula.identity.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8265 §4.2, its examples of table 2 among them. */
class OpaqueStringTest {
    @Test
    void spacesOfAnyKindAreOneKindAndNothingIsTrimmedOrFolded() {
        assertThat(OpaqueString.of(" Correct\u00a0Horse\u2003Battery\u3000Staple "))
                .contains(" Correct Horse Battery Staple ");
        assertThat(OpaqueString.of("correct horse battery staple"))
                .isNotEqualTo(OpaqueString.of("Correct Horse Battery Staple"));
        assertThat(OpaqueString.of("πßå")).contains("πßå");
        assertThat(OpaqueString.of("Jack of ♦s")).contains("Jack of ♦s");
        assertThat(OpaqueString.of("foo\u1680bar")).contains("foo bar");
    }

    @Test
    void aComposedLetterAndItsPartsAreTheSamePassword() {
        assertThat(OpaqueString.of("contrase\u006e\u0303a")).isEqualTo(OpaqueString.of("contrase\u00f1a"));
        assertThat(OpaqueString.of("\uff21\uff22")).as("width stays").contains("\uff21\uff22");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "my cat is a \tby",
                "nul\0",
                "a\u200bb",
                "a\u202eb",
                "a\ufeffb",
                "a\ue000b",
                "a\ufffeb",
                "a\u1100b"
            })
    void whatNobodySeesIsInNoPassword(String typed) {
        assertThat(OpaqueString.of(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true", "200, true", "201, false"})
    void lengthIsCountedInCharactersNotInHalvesOfThem(int length, boolean allowed) {
        assertThat(PreparedPassword.of("\ud83d\ude00".repeat(length)).isPresent())
                .isEqualTo(allowed);
    }
}
